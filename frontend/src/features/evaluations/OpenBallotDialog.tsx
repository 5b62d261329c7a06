import { Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { useNameOption } from "./options";
import { openBallot } from "./queries";
import { placeRefusal } from "@/lib/refusals";
import { ballotOptionsOf, findItem, isRanked, useIssuedSchemes } from "@/lib/schemes";
import { FormDialog } from "@/ui/FormDialog";
import { RoundFields, roundTarget, type RoundFieldValues } from "@/ui/RoundFields";

type Values = RoundFieldValues & { places?: number };

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** The item and the classes; what may be voted for stands in the scheme, how many are ranked does not. */
export function OpenBallotDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("evaluations");
  const schemes = useIssuedSchemes(year, open);
  const submit = ({ feeds, class_codes, places }: Values): Promise<unknown> => {
    const target = roundTarget(feeds);
    const found = findItem(schemes, target);
    const options = found ? ballotOptionsOf(found.item, places) : [];
    return placeRefusal(openBallot({ year, ...target, class_codes, options }), {
      already_there: { pointer: "/feeds", message: t("openedAlready") },
    });
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t("openTitle.society", { year })}
      confirmText={t("open.society")}
      onSubmit={submit}
      touches={["evaluations"]}
      onClose={onClose}
    >
      <RoundFields year={year} source="ballot_round" />
      <Options year={year} />
    </FormDialog>
  );
}

function Options({ year }: { year: number }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const nameOption = useNameOption();
  const feeds = Form.useWatch<string | undefined>("feeds");
  const schemes = useIssuedSchemes(year);
  const found = feeds ? findItem(schemes, roundTarget(feeds)) : undefined;
  if (!found) return null;
  const { minimum = 0 } = found.item;
  const few = <p className="muted">{t("minimumVotes", { minimum })}</p>;
  if (isRanked(found.item))
    return (
      <>
        <Form.Item
          name="places"
          label={t("places")}
          extra={t("placesHint")}
          rules={[{ required: true, message: t("app:required") }]}
        >
          <InputNumber min={2} max={200} precision={0} />
        </Form.Item>
        {few}
      </>
    );
  const options = ballotOptionsOf(found.item).map(nameOption).join(t("app:listSeparator"));
  return (
    <>
      <p className="muted">{t("optionsOf", { options })}</p>
      {few}
    </>
  );
}
