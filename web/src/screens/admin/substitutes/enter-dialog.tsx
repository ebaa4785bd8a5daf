import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Colleague } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { WRITTEN_LABELS } from '../../../shared/as-written';
import { DayInput } from '../../../shared/day-input';
import { FormDialog } from '../../../shared/form-dialog';
import { everyPage } from '../../../shared/pages';
import { useRoleName } from '../../../shared/role-name';

interface Fields {
  personId: string;
  substituteId: string;
  fromDate: string;
  untilDate: string;
  reason: string;
}

function useColleagues(personId: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['colleagues', personId ?? 'me'],
    enabled,
    queryFn: ({ signal }) =>
      everyPage(({ cursor }) =>
        ask(
          client.GET('/api/v1/substitutes/candidates', {
            params: {
              query: {
                limit: 200,
                ...(personId !== undefined && { personId }),
                ...(cursor !== undefined && { cursor }),
              },
            },
            signal,
          }),
        ),
      ),
  });
}

/** Enters who stands in: for oneself, and for leaders and administrators also for somebody of their place. */
export function EnterDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('substitutes');
  const me = useMe();
  const needed = (message: string) => [{ required: true, message }];
  return (
    <FormDialog<Fields>
      open={open}
      title={t('enterTitle')}
      explain={t('explain')}
      submit={t('enterIt')}
      done={t('entered')}
      initial={{ personId: me.personId }}
      touches={[['substitutes'], ['me']]}
      send={({ personId, ...rest }) =>
        ask(
          client.POST('/api/v1/substitutes', {
            body: personId === me.personId ? rest : { ...rest, personId },
          }),
        )
      }
      onClose={onClose}
    >
      <PeopleFields open={open} />
      <Form.Item name="fromDate" label={t('first')} rules={needed(t('firstNeeded'))}>
        <DayInput />
      </Form.Item>
      <Form.Item name="untilDate" label={t('last')} rules={needed(t('lastNeeded'))}>
        <DayInput />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} extra={t('reasonHelp')} rules={needed(t('reasonNeeded'))}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

function PeopleFields({ open }: { open: boolean }) {
  const { t } = useTranslation('substitutes');
  const me = useMe();
  const roleName = useRoleName();
  const personId = Form.useWatch<string | undefined>('personId') ?? me.personId;
  const decidesForOthers = me.posts.some(({ role }) => role === 'leader' || role === 'admin');
  // Those around me are whom I may decide for; whether I may for this one, the API says.
  const around = useColleagues(undefined, open && decidesForOthers);
  const candidates = useColleagues(personId === me.personId ? undefined : personId, open);
  const option = ({ id, displayName, posts }: Colleague) => ({
    value: id,
    label: `${displayName} · ${posts.map((post) => `${post.organisationName}${roleName(post.role)}`).join('、')}`,
  });
  return (
    <>
      {decidesForOthers && (
        <Form.Item name="personId" label={t('whoIsAbsent')}>
          <Select
            {...WRITTEN_LABELS}
            showSearch={{ optionFilterProp: 'label' }}
            virtual={false}
            loading={around.isPending}
            options={[{ value: me.personId, label: t('myself') }, ...(around.data ?? []).map(option)]}
          />
        </Form.Item>
      )}
      <Form.Item
        name="substituteId"
        label={t('whoStandsIn')}
        rules={[{ required: true, message: t('whoNeeded') }]}
        {...(candidates.error !== null && {
          help: candidates.error.message,
          validateStatus: 'error' as const,
        })}
      >
        <Select
          {...WRITTEN_LABELS}
          showSearch={{ optionFilterProp: 'label' }}
          virtual={false}
          loading={candidates.isPending}
          options={(candidates.data ?? []).map(option)}
        />
      </Form.Item>
    </>
  );
}
