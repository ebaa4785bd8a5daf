import type { HolidayNotice } from '../../../api/generated/schema';

/** What is filled in to hand in a notice: pasted, or day by day. */
export interface NoticeForm {
  way: 'json' | 'csv' | 'hand';
  json?: string;
  csv?: string;
  year?: number;
  paper?: string;
  source?: string;
  days?: { date: string; name: string; isOffDay: boolean }[];
}

export class NotJson extends Error {
  override readonly name = 'NotJson';
}

const filled = <K extends string>(key: K, value: string | undefined) =>
  value === undefined || value.trim() === '' ? {} : { [key]: value.trim() };

/** The body of the request: the same for a preview and for the import. */
export function noticeBody(form: NoticeForm): HolidayNotice {
  const rest = { restore: false, recompute: true };
  const papers = form.paper === undefined || form.paper.trim() === '' ? [] : [form.paper.trim()];
  if (form.way === 'json') return { format: 'json', notice: parse(form.json ?? ''), ...rest };
  if (form.way === 'csv') {
    return {
      ...{ format: 'csv', text: form.csv ?? '', year: form.year ?? 0, papers, ...rest },
      ...filled('source', form.source),
    };
  }
  const days = (form.days ?? []).map((day) => ({ ...day }));
  return {
    ...{ format: 'json', ...rest },
    notice: { year: form.year ?? 0, papers, days, ...filled('source', form.source) },
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read))
      return read as Record<string, unknown>;
  } catch (cause) {
    throw new NotJson('', { cause });
  }
  throw new NotJson('');
}
