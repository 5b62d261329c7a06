from hengjian.kit.problems.problems import Problem


class StoreNotConfigured(Problem):
    status, code = 503, "file_store_not_configured"
    zh = "未设置文件存放位置（HENGJIAN_FILE_STORE），请联系管理员。"
    en = "No place for files is set (HENGJIAN_FILE_STORE); tell the administrator."


class StoreUnavailable(Problem):
    status, code = 503, "file_store_unavailable"
    zh = "文件存储暂时不可用，未保存，请稍后重试。"
    en = "The file store is not available; nothing was saved, try again shortly."


class ProtocolVersionNeeded(Problem):
    status, code = 412, "tus_version_needed"
    zh, en = "须带 Tus-Resumable: 1.0.0。", "Send Tus-Resumable: 1.0.0."


class ChunkTypeWrong(Problem):
    status, code = 415, "chunk_type_wrong"
    zh = "分片须以 application/offset+octet-stream 发送。"
    en = "Send chunks as application/offset+octet-stream."


class MetadataUnfit(Problem):
    status, code = 422, "upload_metadata_unfit"
    zh, en = "Upload-Metadata 中的 {name} 缺失或有误。", "{name} in Upload-Metadata is missing or not right."


class LengthNeeded(Problem):
    status, code = 422, "upload_length_needed"
    zh, en = "须以 Upload-Length 说明文件大小。", "Say how long the file is in Upload-Length."


class FileTooLarge(Problem):
    status, code = 413, "file_too_large"
    zh, en = "单个文件不得超过 {limit} MB。", "A file has at most {limit} MB."


class ChunkTooLarge(Problem):
    status, code = 413, "chunk_too_large"
    zh, en = "单个分片不得超过 {limit} 字节。", "A chunk has at most {limit} bytes."


class BeyondLength(Problem):
    status, code = 422, "beyond_announced_length"
    zh, en = "内容超出所报的 {size} 字节。", "This goes beyond the {size} bytes announced."


class UploadIdTaken(Problem):
    status, code = 409, "upload_id_taken"
    zh, en = "编号 {id} 已用于另一文件。", "The id {id} belongs to another file."


class OffsetWrong(Problem):
    status, code = 409, "upload_offset_wrong"
    zh, en = "应从第 {offset} 字节续传。", "Continue at byte {offset}."


class TooManyFiles(Problem):
    status, code = 409, "too_many_files"
    zh, en = "每条至多附 {limit} 个文件。", "A record takes at most {limit} files."


class UploadQuotaSpent(Problem):
    status, code = 429, "upload_quota_spent"
    zh = "每人每天至多上传 {limit} MB，今天已用完，请明天再传。"
    en = "A person hands in at most {limit} MB a day; today's is spent, go on tomorrow."


class RefusedFile(Problem):
    """The whole file has come and cannot be kept: what arrived of it goes, and the device may send it anew."""

    status = 422
    keeps_changes = True


class HashMismatch(RefusedFile):
    code = "hash_mismatch"
    zh, en = "文件内容与其 SHA-256 不符，请重新上传。", "The file does not match its SHA-256; send it again."


class TypeNotTaken(RefusedFile):
    status, code = 415, "file_type_not_taken"
    zh = "只收 JPEG、PNG、WebP、HEIC 图片，PDF 文件和 MP4 视频。"
    en = "Only JPEG, PNG, WebP and HEIC pictures, PDF files and MP4 films are taken."


class PictureUnreadable(RefusedFile):
    code, zh, en = "picture_unreadable", "图片已损坏，无法打开。", "The picture is damaged and cannot be opened."


class PictureTooLarge(RefusedFile):
    code = "picture_too_large"
    zh, en = "图片不得超过 {limit} 百万像素。", "A picture has at most {limit} megapixels."


class NoThumbnail(Problem):
    status, code, zh, en = 404, "no_thumbnail", "该文件没有缩略图。", "This file has no thumbnail."


class FileMissing(Problem):
    status, code = 503, "file_missing"
    zh = "文件暂时无法从存储中读出，请联系管理员。"
    en = "The file cannot be read from the store now; tell the administrator."


class FileChanged(Problem):
    """What lies in the store is not what was handed in; nobody is shown it as evidence."""

    status, code = 503, "file_changed"
    zh = "存储中的文件与其 SHA-256 不符，已不是提交时的内容，请联系管理员。"
    en = "The file in the store does not match its SHA-256: it is not what was handed in. Tell the administrator."


class AlreadyWithdrawn(Problem):
    status, code, zh, en = 409, "already_withdrawn", "该文件已经撤回。", "The file has been withdrawn already."
