from hengjian.kit.problems.problems import Problem


class PersonInTwoTeams(Problem):
    status, code = 422, "person_in_two_teams"
    zh, en = "同一人不得同时在两个组。", "Nobody may stand in two teams."


class SheetsUnsigned(Problem):
    status, code = 409, "sheets_unsigned"
    zh, en = "还有 {count} 份评分表未经监督组签认。", "{count} sheets are not signed by the monitoring team yet."
