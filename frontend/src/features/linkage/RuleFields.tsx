import { useTranslation } from "react-i18next";
import { ChoiceField, CountField, MoneyField, Part, PercentField, YesField } from "./inputs";
import { ROUNDINGS } from "./queries";

/** Article 3: who is suggested first, and how large a slate is. */
export function NominationFields() {
  const { t } = useTranslation("linkage");
  const people = t("units.people");
  return (
    <Part title={t("parts.nomination", { number: 3 })}>
      <div className="fields">
        <PercentField name={["nomination", "suggest_top_share"]} label={t("nomination.leading")} />
        <PercentField name={["nomination", "ordinary_top_share"]} label={t("nomination.ordinary")} />
        <PercentField name={["nomination", "recommendation_line"]} label={t("nomination.line")} />
        <CountField
          name={["nomination", "least_excess"]}
          label={t("nomination.least")}
          least={0}
          most={20}
          unit={people}
        />
        <CountField
          name={["nomination", "most_excess"]}
          label={t("nomination.most")}
          least={0}
          most={20}
          unit={people}
        />
        <CountField
          name={["nomination", "least_tenure_months"]}
          label={t("nomination.tenure")}
          least={0}
          most={240}
          unit={t("units.months")}
        />
        <YesField name={["nomination", "excludes_lagging_units"]} label={t("nomination.excludes")} />
      </div>
    </Part>
  );
}

/** Article 4: money for each cadre of a unit. */
export function BonusFields() {
  const { t } = useTranslation("linkage");
  return (
    <Part title={t("parts.bonus", { number: 4 })}>
      <div className="fields">
        <MoneyField name={["bonus", "surplus_per_cadre"]} label={t("bonus.surplus")} />
        <MoneyField name={["bonus", "advanced_award_per_cadre"]} label={t("bonus.award")} />
        <YesField name={["bonus", "withholds_from_lagging"]} label={t("bonus.withholds")} />
      </div>
    </Part>
  );
}

/** Article 5: the last places of a township's own ranking. */
export function TransferFields() {
  const { t } = useTranslation("linkage");
  return (
    <Part title={t("parts.downward_transfer", { number: 5 })}>
      <div className="fields">
        <PercentField name={["downward_transfer", "share"]} label={t("transfer.share")} />
        <ChoiceField
          name={["downward_transfer", "rounding"]}
          label={t("quota.rounding")}
          options={ROUNDINGS.map((value) => ({ value, label: t(`roundings.${value}`) }))}
        />
      </div>
    </Part>
  );
}
