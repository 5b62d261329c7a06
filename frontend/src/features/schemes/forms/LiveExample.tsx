import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FactForm } from "./FactForm";
import { NumberInput } from "./inputs";
import { PeersInput } from "./PeersInput";
import { previewQuery, type ScoredFact } from "../draft/draftQueries";
import { ScoreCurve } from "./ScoreCurve";
import type { Fact, SchemeNode } from "../draft/draft";
import { showDecimal, showShort } from "@/lib/decimals";
import { useSettled } from "@/lib/useSettled";

const PAUSE = 300;

/** What the rule does with a fact of the reader's own and with typical ones, computed by the server's engine. */
export function LiveExample({ item }: { item: SchemeNode }) {
  const { t, i18n } = useTranslation("editor");
  const [own, setOwn] = useState<Fact | null>(null);
  const [peers, setPeers] = useState<Fact[] | null>(null);
  const [coefficient, setCoefficient] = useState("1");
  const order = useSettled(
    JSON.stringify({ item, fact: own, peers, coefficient: item["times_coefficient"] === true ? coefficient : null }),
    PAUSE,
  );
  const preview = useQuery(previewQuery(JSON.parse(order) as Parameters<typeof previewQuery>[0], i18n.language));
  const answer = preview.isError ? undefined : preview.data;
  const fact = own ?? answer?.own.fact;
  return (
    <section className="editor-example" aria-label={t("example.title")}>
      <div className="row">
        <h3>{t("example.title")}</h3>
        {own !== null && (
          <Button
            size="small"
            type="link"
            onClick={() => {
              setOwn(null);
              setPeers(null);
            }}
          >
            {t("example.reset")}
          </Button>
        )}
      </div>
      {preview.isError && !preview.isFetching && <p className="muted">{t("example.notYet")}</p>}
      {fact && answer && (
        <>
          <div className="editor-try">
            <FactForm fact={fact as Fact} onChange={setOwn} />
            {item["times_coefficient"] === true && (
              <label className="editor-pair">
                <span className="muted">{t("coefficient")}</span>
                <NumberInput
                  isNarrow
                  value={coefficient}
                  onType={(typed) => {
                    setCoefficient(typed ?? "1");
                  }}
                />
              </label>
            )}
          </div>
          {answer.peers.length > 0 && <PeersInput peers={answer.peers as Fact[]} onChange={setPeers} />}
          <Line example={answer.own} isMain />
          <ScoreCurve points={answer.curve} axis={answer.axis} />
          {answer.examples.length > 1 && (
            <details>
              <summary>{t("example.more", { count: answer.examples.length })}</summary>
              <ul className="editor-examples">
                {answer.examples.map((example) => (
                  <li key={JSON.stringify(example.fact)}>
                    <Line example={example} />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}

/** "85 % of the target → 8.50", and under it how the engine came to it. */
function Line({ example, isMain }: { example: ScoredFact; isMain?: boolean }) {
  const { t } = useTranslation("editor");
  const { said, score, why, errors } = example;
  return (
    <div aria-live={isMain ? "polite" : undefined}>
      <p className={isMain ? "editor-line" : "editor-line-small"}>
        <span>{said}</span> <span aria-hidden="true">→</span>{" "}
        <strong className="num" title={score === null ? undefined : showShort(score)}>
          {score === null ? t("example.noScore") : t("example.score", { score: showDecimal(score) })}
        </strong>
      </p>
      {errors.length > 0 && (
        <div className="editor-note" data-status="error">
          {errors.map(({ message }) => message).join(" ")}
        </div>
      )}
      {why && <div className="muted editor-why">{why}</div>}
    </div>
  );
}
