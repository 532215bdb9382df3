/** The grid of times that a candidate may propose. */

export const STEP_MIN = 15;

/** The next whole step: from 7:56 on, the hour 7 would otherwise be offered without a single minute. */
export function nextStep(atMs: number): Date {
  const step = STEP_MIN * 60 * 1000;
  return new Date(Math.ceil(atMs / step) * step);
}
