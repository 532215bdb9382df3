"""The engines' error codes with what a person reads. Apart from the engines, for whoever only shows them."""

from enum import StrEnum


class EngineCode(StrEnum):
    """The engines' error codes, with their sentences in MESSAGES."""

    NOT_FOUND = "EN101"
    NOT_MEDIA = "EN102"
    TOO_LARGE = "EN103"
    TOO_MANY_PIXELS = "EN104"
    TOO_LONG = "EN105"
    TOO_MANY_STREAMS = "EN106"
    NO_CONTENT = "EN107"
    TOO_COSTLY = "EN108"
    BROKEN = "EN109"
    MODEL_MISSING = "EN201"
    MODEL_UNAVAILABLE = "EN202"
    MODEL_CORRUPT = "EN203"
    UNKNOWN_MODEL = "EN204"
    LIBRARY_MISSING = "EN205"
    JUDGE_DOWN = "EN301"
    JUDGE_REFUSES = "EN302"
    EMPTY_FILE = "EN401"
    NOT_A_DOCUMENT = "EN402"
    DOCUMENT_TOO_LARGE = "EN403"
    TOO_MANY_PAGES = "EN404"
    PICTURE_TOO_LARGE = "EN405"
    ARCHIVE_TOO_LARGE = "EN406"
    LOCKED = "EN407"
    DOCUMENT_BROKEN = "EN408"
    DOCUMENT_TOO_COSTLY = "EN409"
    OLD_WORD = "EN410"
    NO_TEXT = "EN411"
    NESTED_ARCHIVE = "EN412"
    UNSAFE_DOCUMENT = "EN413"
    HEIC = "EN414"


MESSAGES: dict[EngineCode, str] = {
    EngineCode.NOT_FOUND: "找不到或无法读取这个文件，请检查路径和权限。",
    EngineCode.NOT_MEDIA: "这个文件不是可识别的录音或录像，请使用 webm、mp4、mov、wav、mp3、m4a、ogg、flac 或 amr 格式。",
    EngineCode.TOO_LARGE: "文件过大，请压缩或重新录制后再试。",
    EngineCode.TOO_MANY_PIXELS: "画面分辨率过高，请用不超过 4K 的分辨率重新录制。",
    EngineCode.TOO_LONG: "录制时间过长，请缩短后再试。",
    EngineCode.TOO_MANY_STREAMS: "文件里的音视频轨道过多，请重新录制。",
    EngineCode.NO_CONTENT: "文件里没有可以播放的声音或画面，请重新录制。",
    EngineCode.TOO_COSTLY: "解码这个文件需要的时间或内存异常，已停止处理，请重新录制。",
    EngineCode.BROKEN: "文件已损坏或不完整，无法播放，请重新上传或重新录制。",
    EngineCode.MODEL_MISSING: "模型文件尚未安装，请运行 mingmian models pull。",
    EngineCode.MODEL_UNAVAILABLE: "模型的所有来源都无法下载，请检查网络，或把文件手工放到模型目录。",
    EngineCode.MODEL_CORRUPT: "模型文件损坏，请运行 mingmian models pull 重新下载。",
    EngineCode.UNKNOWN_MODEL: "模型清单里没有这个名字，可用 mingmian models list 查看。",
    EngineCode.LIBRARY_MISSING: "缺少系统图形库，请运行 apt-get install -y libegl1 libgles2 后重试。",
    EngineCode.JUDGE_DOWN: "评审模型暂时没有答复，请稍后再试，或检查 JUDGE_URL。",
    EngineCode.JUDGE_REFUSES: "评审模型服务拒绝了请求，请检查 JUDGE_API_KEY 和 JUDGE_MODEL。",
    EngineCode.EMPTY_FILE: "文件是空的，请重新上传。",
    EngineCode.NOT_A_DOCUMENT: "文件类型不符：内容不是 PDF、Word（docx）、网页、文本、图片或 zip，请转换后再上传。",
    EngineCode.DOCUMENT_TOO_LARGE: "文件过大，请控制在 64 MB 以内。",
    EngineCode.TOO_MANY_PAGES: "页数过多，最多可读 60 页，请只上传需要的部分。",
    EngineCode.PICTURE_TOO_LARGE: "图片像素过大，请缩小后再上传。",
    EngineCode.ARCHIVE_TOO_LARGE: "压缩包里的文件过多，或解压后过大，请分批上传。",
    EngineCode.LOCKED: "文件有打开密码，请去掉密码后再上传。",
    EngineCode.DOCUMENT_BROKEN: "文件已损坏或不完整，请重新导出或重新上传。",
    EngineCode.DOCUMENT_TOO_COSTLY: "读取这个文件需要的时间或内存异常，已停止处理，请人工查看，或另存为 PDF 后再上传。",
    EngineCode.OLD_WORD: "这是旧版 Word（.doc）文件，请用 Word 或 WPS 另存为 docx 或 PDF 后再上传。",
    EngineCode.NO_TEXT: "文件里没有可以读出的文字，请人工查看。",
    EngineCode.NESTED_ARCHIVE: "压缩包里还有压缩包，请先解压里面的一层再上传。",
    EngineCode.UNSAFE_DOCUMENT: "文件里有不允许的内容（如外部实体），为安全起见没有读取，请另存后再上传。",
    EngineCode.HEIC: "这是 HEIC 格式的照片，暂不能识别，请转为 JPG 后再上传。",
}
