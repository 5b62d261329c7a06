import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { officeNow } from "@/field/rules/clock";
import { readKept } from "@/field/store/database";
import type { Draft } from "@/field/store/types";
import { fromField, showTime, toField } from "@/lib/dates";

const readContact = async () => (await readKept("contact")) ?? null;

interface Props {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** When it was found: worked out from the phone's clock and the office's, or typed by somebody who knows better. */
export function FoundAt({ draft, change }: Props) {
  const { t } = useTranslation("field");
  const contact = useStored(readContact) ?? null;
  const workedOut = officeNow(contact, Date.parse(draft.startedAt)).toISOString();
  if (draft.happenedAt === null) {
    return (
      <div className="field-row">
        <p>
          {t("time.label")} {t("time.workedOut", { at: showTime(workedOut) })}
        </p>
        <button
          type="button"
          className="field-link"
          onClick={() => {
            change({ happenedAt: workedOut });
          }}
        >
          {t("time.type")}
        </button>
      </div>
    );
  }
  return (
    <>
      <label className="field-label">
        {t("time.typed")}
        <input
          type="datetime-local"
          value={toField(draft.happenedAt)}
          onChange={(event) => {
            if (event.target.value) change({ happenedAt: fromField(event.target.value) });
          }}
        />
      </label>
      <button
        type="button"
        className="field-link"
        onClick={() => {
          change({ happenedAt: null });
        }}
      >
        {t("time.workOut")}
      </button>
    </>
  );
}
