from hengjian.kit.problems.problems import Problem


class LetterIsAccepted(Problem):
    status, code = 409, "letter_is_accepted"
    zh, en = "责任书已经签收。", "The letter has been accepted already."


class DigestDiffers(Problem):
    status, code = 409, "letter_digest_differs"
    zh = "您看到的责任书与存档不一致，请重新打开核对。"
    en = "The letter that you saw is not the one on record; open it again and compare."
