import { useTranslation } from "react-i18next";
import { scaleOf } from "./dots";
import type { Group } from "./queries";
import { showDecimal, toDrawn } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";
import "./trials.css";
import type { Scale } from "@/lib/scales";

/** With more classes than this the list scrolls, so that the chosen class stays in reach. */
const MANY = 12;

interface Props {
  groups: readonly Group[];
  chosen: string;
  nameOf: (group: Group) => string;
  onChoose: (classCode: string) => void;
}

/** Every class in one line: how the totals lie before and after, on one scale, and how many move. */
export function ClassesPicture({ groups, chosen, nameOf, onChoose }: Props) {
  const { t } = useTranslation("trials");
  const scale = scaleOf(
    groups.flatMap((group) => group.subjects),
    [1, 299],
  );
  if (!scale) return null;
  const [least, most] = scale.domain();
  return (
    <ChartFrame
      title={t("classes")}
      sentence={t("classesSentence", { count: groups.length })}
      columns={[
        t("class"),
        t("compared"),
        t("moved"),
        t("changingTier"),
        t("widest"),
        ...(["before", "after"] as const).flatMap((side) =>
          (["lowest", "median", "highest"] as const).map((end) => `${t(side)} ${t(end)}`),
        ),
      ]}
      rows={groups.map((group) => [
        nameOf(group),
        String(group.compared),
        String(group.moved),
        String(group.changing_tier),
        group.widest ? showDecimal(group.widest) : "–",
        ...[group.before, group.after].flatMap((spread) =>
          spread ? [spread.lowest, spread.median, spread.highest].map((value) => showDecimal(value)) : ["–", "–", "–"],
        ),
      ])}
    >
      <ul className="trial-classes" data-long={groups.length > MANY}>
        {groups.map((group) => (
          <li key={group.class_code}>
            <button
              type="button"
              className="trial-class"
              aria-pressed={group.class_code === chosen}
              onClick={() => {
                onChoose(group.class_code);
              }}
            >
              <span className="trial-class-name">{nameOf(group)}</span>
              <Strip group={group} scale={scale} />
              <span className="trial-class-moves">
                {group.compared > 0
                  ? t("classMoves", { moved: group.moved, tier: group.changing_tier })
                  : t("notCompared")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="muted trial-note">
        {t("classesScale", { least: showDecimal(String(least)), most: showDecimal(String(most)) })}
      </p>
    </ChartFrame>
  );
}

/** Ticks above the line for before, below it for after. */
function Strip({ group, scale }: { group: Group; scale: Scale }) {
  const xOf = (total: string): number => scale(toDrawn(total));
  return (
    <svg className="trial-strip" viewBox="0 0 300 34" preserveAspectRatio="none" aria-hidden="true">
      <line x1={0} x2={300} y1={17} y2={17} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      {group.subjects.map(({ code, before, after }) => (
        <g key={code}>
          {before && (
            <line
              x1={xOf(before.total)}
              x2={xOf(before.total)}
              y1={4}
              y2={16}
              stroke="var(--slate)"
              vectorEffect="non-scaling-stroke"
              strokeWidth={2}
            />
          )}
          {after && (
            <line
              x1={xOf(after.total)}
              x2={xOf(after.total)}
              y1={18}
              y2={30}
              stroke="var(--primary)"
              vectorEffect="non-scaling-stroke"
              strokeWidth={3}
            />
          )}
        </g>
      ))}
    </svg>
  );
}
