from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


class NotAPhotoOfTheRecord(Problem):
    status, code = 409, "not_a_photo_of_the_record"
    zh = "只有现场证据中未撤回的照片可以制作公开图片。"
    en = "Only a photo of the record that was not withdrawn can be made ready for the public."


class TooManyPictures(Problem):
    status, code = 409, "too_many_pictures"
    zh, en = "一条扣分至多公开 {limit} 张图片。", "A deduction shows at most {limit} pictures."


class PictureIdTaken(Problem):
    status, code = 409, "picture_id_taken"
    zh, en = "编号 {id} 已用于另一张图片。", "The id {id} belongs to another picture."


class PictureReviewed(Problem):
    status, code, zh, en = 409, "picture_reviewed", "该图片已经审核。", "The picture has been reviewed already."


class PictureNotShown(Problem):
    status, code = 409, "picture_not_shown"
    zh = "只有审核通过、尚未撤下的图片可以撤下。"
    en = "Only a picture that was approved and not yet withdrawn can be withdrawn."


class HidingNotSettled(FieldProblem):
    code, pointer = "hiding_not_settled", "/says_nothing_to_hide"
    zh = "请遮盖人脸、车牌和姓名；确无需要遮盖的，须明确声明。"
    en = "Cover faces, number plates and names, or state that there is nothing to hide."


class HidingContradicted(FieldProblem):
    code, pointer = "hiding_contradicted", "/says_nothing_to_hide"
    zh = "已有遮盖，不能同时声明无需遮盖。"
    en = "Something is covered, so it cannot be stated that there is nothing to hide."


class PictureTooLargeToPublish(FieldProblem):
    code, pointer = "picture_too_large_to_publish", "/picture"
    zh, en = "公开图片长边不得超过 {limit} 像素。", "A public picture has at most {limit} pixels on its longer side."


class AreaOutside(FieldProblem):
    code, pointer = "area_outside", "/covered"
    zh, en = "第 {number} 处遮盖超出了图片。", "Covered area {number} lies outside the picture."


class AreaNotCovered(FieldProblem):
    code, pointer = "area_not_covered", "/covered"
    zh = "第 {number} 处遮盖在图片上没有涂实，请重新制作。"
    en = "Covered area {number} is not painted over in the picture; draw it again."


class AnotherPicture(FieldProblem):
    code, pointer = "another_picture", "/picture"
    zh = "图片与原照片不一致：除遮盖外不得改动、裁剪。"
    en = "The picture is not the photo it was made from: nothing may be changed but what is covered."
