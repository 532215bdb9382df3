/** The post that a page is about: the chosen one; until then one that has reports, so that the page isn't empty by accident. */

import { useState } from "react";
import type { InterviewRow, JobRow } from "../api/types";
import { type Read, useRead } from "../ui/useRead";

export interface ChosenJob {
  jobs: Read<{ jobs: JobRow[] }>;
  jobId: string | null;
  choose: (id: string) => void;
}

/** interviews null: not read yet, and then no post is chosen. */
export function useChosenJob(interviews: InterviewRow[] | null): ChosenJob {
  const jobs = useRead<{ jobs: JobRow[] }>("/api/jobs");
  const [chosen, choose] = useState<string | null>(null);
  return { jobs, jobId: chosen ?? firstJob(jobs.value?.jobs ?? [], interviews), choose };
}

export function firstJob(jobs: Pick<JobRow, "id" | "title">[], interviews: Pick<InterviewRow, "job_title" | "composite">[] | null): string | null {
  if (interviews === null) return null;
  const reported = interviews.filter((row) => row.composite !== null).map((row) => row.job_title);
  const started = interviews.map((row) => row.job_title);
  const found = jobs.find((job) => reported.includes(job.title)) ?? jobs.find((job) => started.includes(job.title)) ?? jobs[0];
  return found?.id ?? null;
}
