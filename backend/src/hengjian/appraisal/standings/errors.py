from hengjian.kit.problems.problems import Problem


class StreamNotAsked(Problem):
    """A stream has no end: whoever does not say that a stream is meant would wait for ever."""

    status, code = 406, "not_acceptable"
    zh = "此地址只提供事件流，请以 Accept: text/event-stream 请求。"
    en = "This address gives a stream of events only; ask for it with Accept: text/event-stream."


class TooManyStreams(Problem):
    status, code = 429, "too_many_streams"
    zh = "同一账号同时打开的事件流不得超过 {limit} 个，请关闭不用的页面。"
    en = "An account may keep {limit} streams open at a time; close pages that are not in use."
