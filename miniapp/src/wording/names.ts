/** Chinese names and plain meanings of the closed sets the API speaks of. */

import type { Modality, NextStep, Question } from "../api/types";

export const MODALITY_NAMES: Record<Modality, string> = { video: "视频", voice: "语音", text: "文字" };

/** 第 1 题: people count from one, the API from zero. */
export function ordinal(question: Question): string {
  return `第 ${question.index + 1} 题`;
}

export const NEXT_STEP_NAMES: Record<NextStep, string> = {
  confirm: "请确认参加",
  consent: "请阅读并同意",
  start: "可以开始",
  answer: "继续作答",
  wait: "评估中",
  feedback: "查看反馈",
  closed: "已结束",
};

interface FlagMeaning {
  name: string;
  meaning: string;
}

const FLAG_MEANINGS: Record<string, FlagMeaning> = {
  silence: { name: "没有声音", meaning: "录音里没有人声，未评分。可联系候选人确认设备是否正常。" },
  noise: { name: "噪声过大", meaning: "有声音，但听不清说了什么，未评分。" },
  prompt_echo: { name: "转写不可信", meaning: "识别结果疑似引擎自身的提示词，未采用。请直接听录音。" },
  loop: { name: "转写重复", meaning: "识别引擎陷入重复，转写不可信。请直接听录音。" },
  wrong_language: { name: "非普通话", meaning: "大部分内容不是普通话，当前模型不评分。" },
  low_confidence: { name: "听写把握低", meaning: "不少字听得不确定，请对照录音阅读。" },
  too_short: { name: "回答太短", meaning: "内容不足以评分。" },
  off_topic: { name: "疑似跑题", meaning: "表达流畅，但与题目关系不大，请人工判断。" },
  evasive: { name: "回避问题", meaning: "谈到了题目，但没有正面回答。" },
  keyword_stuffing: { name: "堆砌关键词", meaning: "有很多能力词汇，缺少具体行为。" },
  empty_padding: { name: "内容空泛", meaning: "篇幅较长，但缺少具体事实。" },
  prompt_injection: { name: "对评分器喊话", meaning: "有试图影响评分系统的语句，请人工判断。" },
  rubric_echo: { name: "复述题目", meaning: "大段重复题目或评分标准。" },
  reading_aloud: { name: "疑似朗读", meaning: "书面语气、语速均匀。仅作提示，请在复试中追问。" },
  misconduct: { name: "不当行为", meaning: "描述了可能损害客户或同事的行为，请人工判断。" },
  no_face: { name: "未见人脸", meaning: "画面大部分时间没有人脸，不影响内容评分。" },
  second_face: { name: "多人入镜", meaning: "画面里有一段时间出现第二张脸，请人工判断。" },
  hurried: { name: "作答过快", meaning: "限时作答快得来不及读题，结果请谨慎看待。" },
  clock_mismatch: { name: "计时不符", meaning: "页面记录的用时比服务器上经过的时间还长，用时不可信。" },
  left_page: { name: "离开页面", meaning: "限时作答中多次离开页面。可能是来电或通知，请与候选人核实。" },
  judge_disagrees: { name: "评级分歧", meaning: "评审模型的评级与评分相差一级半以上，请对照原话判断。" },
  corrected: { name: "转写经更正", meaning: "候选人更正了转写，评分采用更正后的文字，可在“逐题依据”中对照。" },
  heavily_corrected: { name: "转写改动较大", meaning: "候选人对转写改动较大，请对照录音核实。" },
  unplayable: { name: "无法播放", meaning: "录制文件损坏，未评分。可请候选人补录。" },
};

export function flagMeaning(flag: string): FlagMeaning {
  return FLAG_MEANINGS[flag] ?? { name: flag, meaning: "请人工查看。" };
}

const EMOTION_NAMES: Record<string, string> = {
  angry: "愤怒",
  disgust: "厌恶",
  fear: "害怕",
  happy: "高兴",
  sad: "难过",
  surprise: "惊讶",
  neutral: "平静",
};

export function emotionName(emotion: string): string {
  return EMOTION_NAMES[emotion] ?? emotion;
}

const TASK_NAMES: Record<string, string> = { transcribe: "转写", observe: "画面观察", evaluate: "评估", probe: "选追问" };
const TASK_STATES: Record<string, string> = {
  waiting: "等待",
  queued: "排队",
  ready: "排队",
  running: "进行中",
  leased: "进行中",
  done: "完成",
  skipped: "未做（无授权或不需要）",
  failed: "失败",
};

export function taskName(kind: string): string {
  return TASK_NAMES[kind] ?? kind;
}

export function taskState(state: string): string {
  return TASK_STATES[state] ?? state;
}
