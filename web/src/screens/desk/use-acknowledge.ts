import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { giveCommand, refreshCase } from '../../api/commands';
import { newKey } from '../../api/new-key';

/** A reminder of one clock of one case. */
export interface Call {
  readonly caseId: string;
  readonly clockId: string;
}

/** Says "seen, mine" for one reminder or many. Those that could not be acknowledged stay in the list and are counted. */
export function useAcknowledge() {
  const { t } = useTranslation('desk');
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (calls: readonly Call[]) => {
      const failures: unknown[] = [];
      // One after the other: many of them are often about one case, whose ledger takes one line at a time.
      for (const { caseId, clockId } of calls) {
        const given = { caseId, type: 'acknowledge', data: { clockId }, key: newKey() };
        await giveCommand(given).catch((error: unknown) => failures.push(error));
      }
      return { done: calls.length - failures.length, failures };
    },
    onSuccess: async ({ done, failures }, calls) => {
      if (done > 0) void message.success(t('acknowledge.done', { count: done }));
      const [first] = failures;
      if (first !== undefined) {
        const why = first instanceof Error ? ` ${first.message}` : '';
        void message.error(t('acknowledge.failed', { count: failures.length }) + why);
      }
      await Promise.all(
        [...new Set(calls.map(({ caseId }) => caseId))].map((id) => refreshCase(queries, id)),
      );
    },
  });
}
