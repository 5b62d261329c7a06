import { useTranslation } from "react-i18next";
import type { Deduction } from "./queries";
import { showMoment } from "@/lib/dates";
import "./circumstances.css";
import type { TFunction } from "i18next";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

type Fact = "secondRecorder" | "position" | "captured" | "device" | "received" | "skew";

/** How the record came in: where the device was, by which clocks, who was there too. Signals are shown, nothing more. */
export function Circumstances({ row }: { row: Deduction }) {
  const { t } = useTranslation("deductions");
  const { position, captured_at, device_at, clock_skew_seconds, second_recorder_name, signals } = row;
  if (!position && !device_at && !second_recorder_name) return null;
  const facts: [Fact, string | null][] = [
    ["secondRecorder", second_recorder_name],
    [
      "position",
      position && t("circumstances.place", { ...position, metres: Math.round(Number(position.accuracy_m)) }),
    ],
    ["captured", captured_at && showMoment(captured_at)],
    ["device", device_at && showMoment(device_at)],
    ["received", device_at && showMoment(row.received_at)],
    ["skew", saySkew(clock_skew_seconds, t)],
  ];
  return (
    <section className="card" aria-label={t("circumstances.title")}>
      <strong>{t("circumstances.title")}</strong>
      {signals.length > 0 && (
        <ul className="circumstances-signals">
          {signals.map((signal) => (
            <li key={signal}>
              <span aria-hidden="true">▲ </span>
              {t(`circumstances.signals.${signal}`)}
            </li>
          ))}
        </ul>
      )}
      <dl className="circumstances num">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt className="muted">{t(`circumstances.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className={classNames("muted", layout.flush)}>{t("circumstances.note")}</p>
    </section>
  );
}

/** Seconds as a person says them: to the minute from two minutes on. */
function saySkew(seconds: number | null, t: TFunction<"deductions">): string | null {
  if (seconds === null) return null;
  const size = Math.abs(seconds);
  if (size < 5) return t("circumstances.noSkew");
  const amount =
    size < 120
      ? t("circumstances.seconds", { count: size })
      : t("circumstances.minutes", { count: Math.round(size / 60) });
  return t(seconds > 0 ? "circumstances.ahead" : "circumstances.behind", { amount });
}
