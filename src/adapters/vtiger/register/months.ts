/** One calendar month on (GDPR art. 12(3)); the last day where that month is shorter. */
export function oneMonthAfter(instant: number): number {
  const from = new Date(instant);
  const to = new Date(instant);
  to.setUTCMonth(to.getUTCMonth() + 1);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime();
}
