import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ItemFiles } from "./ItemFiles";
import { ITEM_VERBS, type ItemDetail, type ItemVerb } from "./queries";
import { RoundLight } from "./RoundLight";
import { dueOf, foundOf, nameOf } from "./words";
import { actionsOf } from "@/lib/actions";
import { showDate, showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";

interface Props {
  item: ItemDetail;
  onAct: (item: ItemDetail, verb: ItemVerb) => void;
}

/** One line of a checklist: what was due, what was found, its light with the rule, and all that followed. */
export function ItemCard({ item, onAct }: Props) {
  const { t } = useTranslation("quarterly");
  const actions = actionsOf(ITEM_VERBS, item.actions);
  const allowed = actions.filter((action) => action.allowed);
  const refused = actions.filter((action) => !action.allowed && action.reason !== null);
  const name = nameOf(item);
  const verbOf = (verb: ItemVerb) => t(`verbs.${verb === "find" && item.state === "found" ? "findAgain" : verb}`);
  return (
    <section className="card item-card" aria-label={name} data-light={item.light ?? "awaited"}>
      <div className="item-head">
        <div>
          <strong>{name}</strong> <span className="muted">{t(`kinds.${item.kind}`)}</span>
        </div>
        <span className="item-lights">
          {item.found_light !== item.light && (
            <>
              <RoundLight light={item.found_light} /> <span aria-hidden="true">→</span>
              <span className="visually-hidden">{t("then")}</span>{" "}
            </>
          )}
          <RoundLight light={item.light} />
        </span>
      </div>
      <dl className="item-facts">
        <div>
          <dt>{t(item.measure === "value" ? "dueValue" : "duePlan")}</dt>
          <dd className="num">{dueOf(item)}</dd>
        </div>
        {item.target !== null && (
          <div>
            <dt>{t("target")}</dt>
            <dd className="num">{`${showShort(item.target)} ${item.unit_of_measure ?? ""}`}</dd>
          </div>
        )}
        <div>
          <dt>{t("finding")}</dt>
          <dd className="num">{foundOf(item, item.unit_of_measure)}</dd>
        </div>
        {item.due_on !== null && (
          <div>
            <dt>{t("dueOn")}</dt>
            <dd className="num">{showDate(item.due_on)}</dd>
          </div>
        )}
      </dl>
      <p className="muted item-rule">{item.light_rule}</p>
      {item.history.length > 0 && (
        <ol className="item-history">
          {item.history.map((step) => (
            <li key={`${step.at}${step.kind}`}>
              <span className="num muted">{showTime(step.at)}</span>
              <span>
                <strong>{t(`steps.${step.kind}`)}</strong>{" "}
                <span className="muted">{`${t(`app:roles.${step.office}`)} ${step.by ?? ""}`.trim()}</span>{" "}
                {step.kind === "found" && (
                  <span className="num">
                    {foundOf(step, item.unit_of_measure)} <RoundLight light={step.light} />
                  </span>
                )}
                <span className="item-note">{step.note}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      <ItemFiles item={item} />
      {allowed.length > 0 && (
        <div className="row no-print">
          {allowed.map(({ name: verb }) => (
            <Button
              key={verb}
              size="small"
              type={verb === "answer" || (verb === "find" && item.state === "found") ? "default" : "primary"}
              ghost={verb !== "answer"}
              onClick={() => {
                onAct(item, verb);
              }}
            >
              {verbOf(verb)}
            </Button>
          ))}
        </div>
      )}
      {allowed.length === 0 &&
        refused.map(({ name: verb, reason }) => (
          <p key={verb} className="muted item-rule no-print">
            {t("notNow", { verb: verbOf(verb), reason })}
          </p>
        ))}
    </section>
  );
}
