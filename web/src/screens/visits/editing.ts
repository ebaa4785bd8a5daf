import type { Fault } from '../../offline/faults';
import type { Report, ReportForm } from '../../offline/model';

/** How parts of the form read and change the report. */
export interface Editing {
  readonly report: Report;
  /** The part of the form has a fault that was pointed out. */
  readonly faultOf: (part: Fault['part']) => string | undefined;
  readonly change: (form: Partial<ReportForm>) => void;
  readonly changeReport: (change: (report: Report) => Report) => void;
}
