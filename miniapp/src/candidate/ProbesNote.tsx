/** Said before the start: there may be follow-up questions, and what they can and can't do. */

import { Note } from "../ui/Notes";

export function ProbesNote({ most }: { most: number }) {
  if (most === 0) return null;
  return (
    <Note title={`可能有至多 ${most} 个追问`}>
      全部题目答完后，系统可能就某些回答从题库里挑问题追问，请您补充。追问可以跳过；被追问只表示还可以补充，回答不会拉低原来的评分。
    </Note>
  );
}
