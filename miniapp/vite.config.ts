import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Only for `npm run dev`: where the API listens. The built page is served by the API itself.
const API_ORIGIN = "http://127.0.0.1:8700";

export default defineConfig({
  plugins: [react()],
  // The DingTalk webview on older Android phones is a Chromium 90 or so.
  // One chunk is large on purpose: the HR workbench with antd, which the other pages never load.
  build: { target: ["chrome87", "safari14"], chunkSizeWarningLimit: 1000 },
  server: { host: "127.0.0.1", proxy: { "/api": API_ORIGIN } },
  test: { include: ["src/**/*.test.ts"] },
});
