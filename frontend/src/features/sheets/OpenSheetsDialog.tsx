import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { openRound, TEAM_ROLES, TEAMS, type Team } from "./queries";
import { peopleQuery } from "@/lib/people";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import { RoundFields, roundTarget, type RoundFieldValues } from "@/ui/RoundFields";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

type Values = RoundFieldValues & { teams: Record<Team, { value: string; label: string }[]> };

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** Item and classes of the round, and who stands in each of the three teams. */
export function OpenSheetsDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("sheets");
  const submit = ({ feeds, class_codes, teams }: Values): Promise<unknown> => {
    const members = (team: Team) => teams[team].map(({ value, label }) => ({ account_id: value, name: label }));
    return placeRefusal(
      openRound({
        year,
        ...roundTarget(feeds),
        class_codes,
        teams: { verify: members("verify"), score: members("score"), monitor: members("monitor") },
      }),
      {
        already_there: { pointer: "/feeds", message: t("openedAlready") },
        person_in_two_teams: { pointer: "/teams/monitor" },
      },
    );
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t("openTitle", { year })}
      confirmText={t("open")}
      onSubmit={submit}
      touches={["sheets"]}
      onClose={onClose}
    >
      <RoundFields year={year} source="sheet" />
      {TEAMS.map((team) => (
        <TeamField key={team} team={team} />
      ))}
      <p className={classNames("muted", layout.flush)}>{t("oneTeamOnly")}</p>
    </FormDialog>
  );
}

function TeamField({ team }: { team: Team }) {
  const { t } = useTranslation(["sheets", "app"]);
  const people = useQuery(peopleQuery(TEAM_ROLES[team]));
  return (
    <Form.Item
      name={["teams", team]}
      label={t(`teams.${team}`)}
      extra={people.isError ? people.error.message : t(`teamHints.${team}`)}
      rules={[{ required: true, message: t("app:required") }]}
    >
      <Select
        mode="multiple"
        labelInValue
        loading={people.isPending}
        showSearch={{ optionFilterProp: "label" }}
        options={people.data?.items.map((person) => ({ value: person.id, label: person.display_name })) ?? []}
      />
    </Form.Item>
  );
}
