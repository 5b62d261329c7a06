import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { faultOf } from "@/lib/scores";
import { showShort } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ScoreInput.module.css";

interface Props {
  /** Says whose score it is, to those who cannot see the row. */
  label: string;
  value: string;
  most: string;
  /** What the server said about it. */
  refused?: string | undefined;
  id: string;
  onType: (value: string) => void;
}

/** A typed score between 0 and the most; what is wrong with it stands under it. */
export function ScoreInput({ label, value, most, refused, id, onType }: Props) {
  const { t } = useTranslation("rounds");
  const fault = faultOf(value, most);
  const said = refused ?? (fault && t(`scoreFaults.${fault}`, { most: showShort(most) }));
  const faultId = `${id}-fault`;
  return (
    <>
      <Input
        id={id}
        value={value}
        inputMode="decimal"
        autoComplete="off"
        className={classNames("num", styles.field)}

        suffix={<span className="muted">{t("outOf", { most: showShort(most) })}</span>}
        aria-label={label}
        aria-invalid={Boolean(said)}
        {...(said && { status: "error", "aria-describedby": faultId })}
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          onType(event.target.value);
        }}
      />
      {said && (
        <div id={faultId} role="status" className={layout.wrong}>
          {said}
        </div>
      )}
    </>
  );
}
