/** Work behaviour little shown, with lawful measures: beside the report, for HR and the manager only. */

import type { RiskNotes as Notes } from "../api/types";
import { useRead } from "../ui/useRead";

export function RiskNotes({ interviewId }: { interviewId: string }) {
  const { value } = useRead<Notes>(`/api/interviews/${interviewId}/risk-notes`);
  if (!value || value.notes.length === 0) return null;
  return (
    <section className="card">
      <h2>入职支持提示</h2>
      {value.notes.map((note) => (
        <article key={note.dimension}>
          <h3>{note.dimension}</h3>
          <p>{note.statement}</p>
          {note.quotes.map((quote) => (
            <blockquote key={quote}>“{quote}”</blockquote>
          ))}
          <ul>
            {[...note.measures, ...note.follow_up.map((question) => `追问：${question}`)].map((measure) => (
              <li key={measure}>{measure}</li>
            ))}
          </ul>
        </article>
      ))}
      <p className="hint">{value.purpose}</p>
    </section>
  );
}
