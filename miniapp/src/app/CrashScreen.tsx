/** The last net: a fault in a page shows words and a way on, never an empty screen. */

import { Component, type ReactNode } from "react";

export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <div className="screen">
        <div className="plate" role="alert">
          <div className="plate-mark" aria-hidden="true">
            !
          </div>
          <h1>页面出了点问题</h1>
          <p>已保存的内容不会丢失。请重新载入；仍不行请联系 HR。（UI500）</p>
          <button type="button" className="reload" onClick={() => location.reload()}>
            重新载入
          </button>
        </div>
      </div>
    );
  }
}
