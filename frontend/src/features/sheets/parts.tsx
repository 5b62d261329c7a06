import { Alert, Button, Input } from "antd";
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
import { ReasonDialog } from "@/ui/dialogs";
import { ScoreInput } from "@/ui/ScoreInput";

interface PartProps {
  round: RoundDetail;
  sheet: Sheet;
  name: string;
  most: string | undefined;
  isTurn: boolean;
  onDone: () => Promise<unknown>;
}

/** One write of a part: what the server refuses stands beside the button, and what was typed stays. */
function useStep(onDone: () => Promise<unknown>) {
  const { t } = useTranslation("app");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (write: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await write();
      await onDone();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const sentence = error === null ? null : (error instanceof Error && error.message) || t("errors.unreachable");
  return { take, isBusy, error, sentence };
}

export function VerifyPart({ round, sheet, isTurn, onDone }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [remark, setRemark] = useState(sheet.remark ?? "");
  const { take, isBusy, sentence } = useStep(onDone);
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
      {sentence && <Alert type="error" showIcon role="alert" title={sentence} />}
      <Button
        type="primary"
        loading={isBusy}
        onClick={() => void take(() => verifySheets(round.id, [sheet.subject_code], remark.trim()))}
      >
        {t("confirm.verify")}
      </Button>
    </div>
  );
}

export function ScorePart({ round, sheet, name, most, isTurn, onDone }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [typed, setTyped] = useState(sheet.own_score ?? "");
  const { take, isBusy, error, sentence } = useStep(onDone);
  const code = sheet.subject_code;
  const refused = faultsBySubject(error, [code])[code];
  if (!isTurn || most === undefined || !may(TEAM_PERMISSIONS.score)) {
    return (
      <div className="sheet-part">
        {sheet.mean_score !== null ? (
          <p>
            {t("part.mean", { count: sheet.score_count ?? 0 })}{" "}
            <strong className="num" style={{ fontSize: "1.3rem" }}>
              {showShort(sheet.mean_score)}
            </strong>
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
      {sentence && !refused && <Alert type="error" showIcon role="alert" title={sentence} />}
      <Button
        type="primary"
        loading={isBusy}
        disabled={typed.trim() === "" || typed === sheet.own_score || faultOf(typed, most) !== null}
        onClick={() => void take(() => scoreSheets(round.id, [{ subject_code: code, score: typed.trim() }]))}
      >
        {sheet.own_score === null ? t("confirm.score") : t("confirm.rescore")}
      </Button>
    </div>
  );
}

export function MonitorPart({ round, sheet, name, isTurn, onDone }: PartProps) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const [isAsked, ask] = useState(false);
  const { take, isBusy, sentence } = useStep(onDone);
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
      {sentence && <Alert type="error" showIcon role="alert" title={sentence} />}
      {(canStop || (mayMonitor && isTurn)) && (
        <div className="row">
          {isTurn && (
            <Button
              type="primary"
              loading={isBusy}
              onClick={() => void take(() => signSheets(round.id, [sheet.subject_code]))}
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
        onConfirm={(reason) => stopSheet(round.id, sheet.subject_code, reason).then(onDone)}
        onClose={() => {
          ask(false);
        }}
      >
        {t("stopSentence")}
      </ReasonDialog>
    </div>
  );
}
