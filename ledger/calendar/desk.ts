import type { Instant } from '../../domain/calendar/instant';
import type { LedgerDeps } from '../deps';
import { previewClosure } from './closure-preview';
import * as closures from './closures';
import { importCalendar, type CalendarImportInput, type Imported } from './import';
import { previewImport } from './preview';
import { remindOfCalendar, type Looked } from './remind';
import { calendarStatus, type CalendarStatus } from './status';

/** Everything that is done to calendars: notices, closures and working hours of places, reminders. */
export interface CalendarDesk {
  status(now: Instant): Promise<CalendarStatus>;
  preview(input: Parameters<typeof previewImport>[1]): ReturnType<typeof previewImport>;
  import(input: CalendarImportInput): Promise<Imported>;
  listClosures(list: closures.ListClosures): Promise<closures.ClosureRecord[]>;
  previewClosure(input: Parameters<typeof previewClosure>[1]): ReturnType<typeof previewClosure>;
  addClosure(input: closures.AddClosure): ReturnType<typeof closures.addClosure>;
  cancelClosure(input: closures.CancelClosure): ReturnType<typeof closures.cancelClosure>;
  setWorkingHours(input: closures.SetWorkingHours): ReturnType<typeof closures.setWorkingHours>;
  remind(now: Instant): Promise<Looked>;
}

/** The desk over the ledger's pool; a change is seen by this process at once and by others within seconds. */
export function createCalendarDesk(deps: LedgerDeps): CalendarDesk {
  return {
    status: (now) => calendarStatus(deps.pool, now),
    preview: (input) => previewImport(deps, input),
    async import(input) {
      const imported = await importCalendar(deps.pool, input);
      deps.reference.forgetCalendars();
      return imported;
    },
    listClosures: (list) => closures.listClosures(deps.pool, list),
    previewClosure: (input) => previewClosure(deps, input),
    addClosure: (input) => closures.addClosure(deps, input),
    cancelClosure: (input) => closures.cancelClosure(deps, input),
    setWorkingHours: (input) => closures.setWorkingHours(deps, input),
    remind: (now) => remindOfCalendar(deps, now),
  };
}
