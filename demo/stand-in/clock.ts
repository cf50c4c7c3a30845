const pad = (value: number): string => String(value).padStart(2, '0');

/** `yyyy-mm-dd hh:mm:ss` in UTC, as the server's database holds it. */
export function stamp(milliseconds: number): string {
  const at = new Date(milliseconds);
  return `${at.toISOString().slice(0, 10)} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
}

/** Takes `yyyy-mm-dd hh:mm:ss` for local time of a zone and gives it in UTC. */
export function localToUtc(text: string, timeZone: string): string {
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return '';
  const first = asUtc - offset(asUtc, timeZone);
  return stamp(asUtc - offset(first, timeZone));
}

function offset(milliseconds: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (
    Date.parse(`${parts.format(milliseconds).replace(' ', 'T')}Z`) - Math.floor(milliseconds / 1000) * 1000
  );
}
