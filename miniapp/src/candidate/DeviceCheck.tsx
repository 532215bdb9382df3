/** See yourself, hear that you are heard; or another way when this phone can't record in the page. */

import { Button } from "antd-mobile";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Modality } from "../api/types";
import { canRecordLive, detectCapture } from "../capture/support";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useDevices } from "./devices";
import { FlowSteps } from "./FlowSteps";
import { LevelMeter } from "./LevelMeter";
import { ModalityChoice } from "./ModalityChoice";
import { OtherBrowser } from "./OtherBrowser";
import { Preview } from "./Preview";

interface DeviceCheckProps {
  interviewId: string;
  open: Modality[];
  modality: "video" | "voice";
  onChoose: (modality: Modality) => void;
  onReady: () => void;
  footer: ReactNode;
}

export function DeviceCheck(props: DeviceCheckProps) {
  return canRecordLive() ? <LiveCheck {...props} /> : <NoLiveCapture {...props} />;
}

function LiveCheck({ interviewId, open, modality, onChoose, onReady, footer }: DeviceCheckProps) {
  const devices = useDevices();
  const [heard, setHeard] = useState(false);
  const opened = devices.stream !== null && devices.kind === modality;
  return (
    <Screen
      footer={footer}
      actions={
        opened ? (
          <Button block color="primary" size="large" onClick={onReady}>
            {heard ? "一切正常，去练习" : "继续"}
          </Button>
        ) : (
          <Button block color="primary" size="large" loading={devices.opening} onClick={() => void devices.open(modality)}>
            {modality === "video" ? "打开摄像头和麦克风" : "打开麦克风"}
          </Button>
        )
      }
    >
      <FlowSteps now={2} />
      <h1>设备检查</h1>
      <ModalityChoice offered={open} chosen={modality} onChoose={onChoose} />
      <Preview stream={opened ? devices.stream : null} kind={modality}>
        {!opened && <p className="preview-word">此时还不会录制任何内容</p>}
      </Preview>
      {opened && <LevelMeter stream={devices.stream} onHeard={() => setHeard(true)} />}
      {devices.error && (
        <Note tone="caution" title="设备没有打开">
          {devices.error}
        </Note>
      )}
      {devices.error && <OtherBrowser interviewId={interviewId} />}
      {!devices.error && <p className="hint">找一个安静、光线从前面来的地方。只需要摄像头和麦克风，不需要扬声器。</p>}
    </Screen>
  );
}

function NoLiveCapture({ interviewId, open, modality, onChoose, onReady, footer }: DeviceCheckProps) {
  const support = detectCapture();
  const why = support.secure ? "当前的钉钉或浏览器版本不支持在页面里录制。" : "页面不是通过安全连接（HTTPS）打开的，系统不允许使用摄像头。";
  return (
    <Screen
      footer={footer}
      actions={
        <>
          <Button block color="primary" size="large" onClick={onReady}>
            用手机自带相机逐题录制
          </Button>
          {open.includes("text") && (
            <Button block fill="outline" color="primary" size="large" onClick={() => onChoose("text")}>
              改用文字作答
            </Button>
          )}
        </>
      }
    >
      <FlowSteps now={2} />
      <h1>换一种方式录制</h1>
      <Note tone="caution" title="这里不能直接录制">
        {why}您的机会不受影响，可以选择下面任意一种方式，评分标准相同。
      </Note>
      <section className="card">
        <ul className="ticks">
          <li>用手机自带相机：每题录一段{modality === "video" ? "视频" : "语音或视频"}，录好后自动上传</li>
          <li>用文字回答：不需要摄像头和麦克风</li>
          <li>换到系统浏览器：通常可以直接录制</li>
        </ul>
      </section>
      <OtherBrowser interviewId={interviewId} />
    </Screen>
  );
}
