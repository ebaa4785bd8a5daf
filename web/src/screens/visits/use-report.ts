import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { bestNow } from '../../offline/device-clock';
import type { Report, ReportForm, TakenCase } from '../../offline/model';
import type { DevicePerson } from '../../offline/person';
import { newReport, openReport, readReport } from '../../offline/reports';
import { takeCase, takenCase } from '../../offline/take-along';
import { dayOf } from '../../shared/format';
import { useKept } from './use-kept';

interface Loaded {
  /** Undefined while it is read; null: not on this device, and not to be had. */
  readonly of: TakenCase | null | undefined;
  readonly report: Report | undefined;
  readonly error: Error | null;
}

/** The report that is being written on a case, or the one that is asked for; a new one where there is none. */
export function useReport(
  person: DevicePerson,
  caseId: string,
  reportId: string | null,
  isOnline: boolean,
): Loaded {
  const { of, error } = useCase(caseId, isOnline);
  const { personId } = person;
  const read = useCallback(() => find(personId, caseId, reportId), [personId, caseId, reportId]);
  const kept = useKept(read, caseId);
  const [fresh, setFresh] = useState<Report>();
  if (of != null && kept === null && fresh === undefined) {
    setFresh(newReport(personId, of, emptyForm(person)));
  }
  return { of, error, report: kept ?? fresh };
}

/** Only ever the person's own. */
async function find(personId: string, caseId: string, reportId: string | null): Promise<Report | null> {
  if (reportId === null) return openReport(personId, caseId);
  const found = await readReport(reportId);
  return found?.personId === personId ? found : openReport(personId, caseId);
}

function emptyForm({ displayName }: DevicePerson): ReportForm {
  return {
    ...{ visitedOn: dayOf(bestNow()), result: '', answers: {}, percentDone: '', percentPlanned: '' },
    ...{ opinion: '', signedBy: displayName, findings: [] },
  };
}

/** As it was taken along, and read anew where there is a network: somebody may have been there since. */
function useCase(
  caseId: string,
  isOnline: boolean,
): { of: TakenCase | null | undefined; error: Error | null } {
  const queries = useQueryClient();
  const kept = useKept(takenCase, caseId);
  const [answered, setAnswered] = useState<{ error: Error | null } | null>(null);
  const isAsked = isOnline && answered === null;
  useEffect(() => {
    if (!isAsked) return;
    takeCase(queries, caseId).then(
      () => setAnswered({ error: null }),
      (cause: unknown) => setAnswered({ error: cause instanceof Error ? cause : new Error(String(cause)) }),
    );
  }, [queries, caseId, isAsked]);
  const isWaiting = kept === null && (isAsked || (answered !== null && answered.error === null));
  return { of: isWaiting ? undefined : kept, error: answered?.error ?? null };
}
