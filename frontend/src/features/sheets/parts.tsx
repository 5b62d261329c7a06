import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  scoreSheets,
  signSheets,
  stopSheet,
  TEAM_PERMISSIONS,
  verifySheets,
  type RoundDetail,
  type Sheet,
} from "./queries";
import { useMay } from "@/auth/session";
import { showShort } from "@/lib/decimals";
import { faultOf, faultsBySubject } from "@/lib/scores";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { ReasonDialog } from "@/ui/dialogs";
import { ScoreInput } from "@/ui/ScoreInput";
import { classNames } from "@/ui/classNames";
import styles from "./parts.module.css";

interface PartProps {
  round: RoundDetail;
  sheet: Sheet;
  name: string;
  most: string | undefined;
  isTurn: boolean;
}

export function VerifyPart({ round, sheet, isTurn }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [remark, setRemark] = useState(sheet.remark ?? "");
  const verify = useAct({
    act: () => verifySheets(round.id, [sheet.subject_code], remark.trim()),
    touches: ["sheets"],
  });
  if (!isTurn || !may(TEAM_PERMISSIONS.verify)) {
    return (
      <div className="sheet-part">
        <p>{isTurn ? t("part.verifyAwaited") : t("part.verifiedBy", { name: sheet.verifier_name ?? "–" })}</p>
        {sheet.remark && !isTurn && <p>{t("part.remark", { remark: sheet.remark })}</p>}
      </div>
    );
  }
  return (
    <div className="sheet-part">
      <label>
        {t("remark")}
        <Input.TextArea
          value={remark}
          rows={3}
          maxLength={1000}
          placeholder={t("remarkHint")}
          onChange={(event) => {
            setRemark(event.target.value);
          }}
        />
      </label>
      <Problem of={verify} />
      <Button
        type="primary"
        loading={verify.isBusy}
        onClick={() => {
          verify.run();
        }}
      >
        {t("confirm.verify")}
      </Button>
    </div>
  );
}

export function ScorePart({ round, sheet, name, most, isTurn }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [typed, setTyped] = useState(sheet.own_score ?? "");
  const code = sheet.subject_code;
  const give = useAct({
    act: (score: string) => scoreSheets(round.id, [{ subject_code: code, score }]),
    touches: ["sheets"],
  });
  const refused = faultsBySubject(give.error, [code])[code];
  if (!isTurn || most === undefined || !may(TEAM_PERMISSIONS.score)) {
    return (
      <div className="sheet-part">
        {sheet.mean_score !== null ? (
          <p>
            {t("part.mean", { count: sheet.score_count ?? 0 })}{" "}
            <strong className={classNames("num", styles.sum)}>{showShort(sheet.mean_score)}</strong>
            {sheet.scores && (
              <span className="num muted">
                {" "}
                {t("part.scores", { scores: sheet.scores.map(showShort).join(" / ") })}
              </span>
            )}
          </p>
        ) : (
          <p>{t("part.blind")}</p>
        )}
        {sheet.own_score !== null && <p className="num">{t("part.own", { score: showShort(sheet.own_score) })}</p>}
      </div>
    );
  }
  return (
    <div className="sheet-part">
      <div>
        <label htmlFor="own-score">{t("ownScore")}</label>
        <ScoreInput
          id="own-score"
          label={t("scoreOf", { name })}
          value={typed}
          most={most}
          refused={refused}
          onType={setTyped}
        />
      </div>
      <p className="muted">{sheet.own_score === null ? t("part.blind") : t("part.given")}</p>
      {!refused && <Problem of={give} />}
      <Button
        type="primary"
        loading={give.isBusy}
        disabled={typed.trim() === "" || typed === sheet.own_score || faultOf(typed, most) !== null}
        onClick={() => {
          give.run(typed.trim());
        }}
      >
        {sheet.own_score === null ? t("confirm.score") : t("confirm.rescore")}
      </Button>
    </div>
  );
}

export function MonitorPart({ round, sheet, name, isTurn }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [isAsked, ask] = useState(false);
  const sign = useAct({ act: () => signSheets(round.id, [sheet.subject_code]), touches: ["sheets"] });
  const mayMonitor = may(TEAM_PERMISSIONS.monitor) && round.state === "open";
  const canStop = mayMonitor && sheet.state !== "signed" && sheet.state !== "stopped";
  return (
    <div className="sheet-part">
      <p>
        {sheet.state === "signed"
          ? t("part.signedBy", { name: sheet.monitor_name ?? "–" })
          : isTurn
            ? t("part.signAwaited")
            : t("part.notYetSigned")}
      </p>
      <Problem of={sign} />
      {(canStop || (mayMonitor && isTurn)) && (
        <div className="row">
          {isTurn && (
            <Button
              type="primary"
              loading={sign.isBusy}
              onClick={() => {
                sign.run();
              }}
            >
              {t("confirm.monitor")}
            </Button>
          )}
          {canStop && (
            <Button
              danger
              onClick={() => {
                ask(true);
              }}
            >
              {t("stop")}
            </Button>
          )}
        </div>
      )}
      <ReasonDialog
        open={isAsked}
        title={t("stopTitle", { name })}
        confirmText={t("stop")}
        danger
        reasonLabel={t("stopReason")}
        onConfirm={(reason) => stopSheet(round.id, sheet.subject_code, reason)}
        touches={["sheets"]}
        onClose={() => {
          ask(false);
        }}
      >
        {t("stopSentence")}
      </ReasonDialog>
    </div>
  );
}
