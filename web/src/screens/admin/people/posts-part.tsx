import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Person, Post } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { todayInShanghai } from '../../../shared/civil-day';
import { formatDay } from '../../../shared/format';
import { DayInput } from '../../../shared/day-input';
import { FormDialog } from '../../../shared/form-dialog';
import { useRoleName } from '../../../shared/role-name';
import admin from '../parts/admin.module.css';
import { placeName, useOrganisations } from '../../../shared/organisations';
import { PlaceSelect } from '../parts/place-select';

type Role = Post['role'];
/** What can be given: nobody needs a post to be a resident. */
const GIVEN: readonly Role[] = [
  ...(['grid-worker', 'officer', 'secretary', 'expert', 'reviewer', 'publisher', 'finance'] as const),
  ...(['implementer', 'inspector', 'deputy', 'leader', 'auditor', 'operator', 'admin'] as const),
];

interface Given {
  role: Role;
  organisationId: string;
  fromDate?: string;
  untilDate?: string;
}

/** A day typed in a form; left empty it is not sent. */
const day = (name: 'fromDate' | 'untilDate', value: string | undefined) =>
  value === undefined || value === '' ? {} : { [name]: value };

/** The posts of a person, past and to come; giving one and ending one. */
export function PostsPart({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const { language } = useLanguage();
  const { byId } = useOrganisations();
  const roleName = useRoleName();
  const [ending, setEnding] = useState<Post | null>(null);
  const [giving, setGiving] = useState(false);
  const today = todayInShanghai();
  return (
    <section>
      <div className={admin.between} style={{ margin: '20px 0 8px' }}>
        <h2 className={admin.title2}>{t('posts')}</h2>
        <Button size="small" onClick={() => setGiving(true)}>
          {t('give')}
        </Button>
      </div>
      {person.posts.length === 0 && <p className={admin.quiet}>{t('noPostYet')}</p>}
      <ul>
        {person.posts.map((post) => {
          const isOver = post.untilDate !== null && post.untilDate < today;
          return (
            <li key={post.id} className={admin.between} style={{ padding: '6px 0' }}>
              <span className={isOver ? admin.quiet : undefined}>
                <AsWritten text={`${placeName(byId, post.organisationId)} · ${roleName(post.role)}`} />
                <br />
                <span className={admin.quiet}>
                  {formatDay(post.fromDate, language)} –{' '}
                  {post.untilDate === null ? t('open') : formatDay(post.untilDate, language)}
                </span>
              </span>
              {!isOver && (
                <Button size="small" onClick={() => setEnding(post)}>
                  {t('end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <GiveDialog open={giving} person={person} onClose={() => setGiving(false)} />
      <FormDialog<{ untilDate?: string }>
        open={ending !== null}
        title={t('endTitle', {
          name: person.displayName,
          post: ending === null ? '' : roleName(ending.role),
        })}
        explain={t('endExplain')}
        submit={t('endIt')}
        done={t('ended')}
        danger
        touches={[['people'], ['me']]}
        send={({ untilDate }) =>
          ask(
            client.POST('/api/v1/people/{personId}/posts/{postId}/end', {
              params: { path: { personId: person.id, postId: ending?.id ?? '' } },
              body: day('untilDate', untilDate),
            }),
          )
        }
        onClose={() => setEnding(null)}
      >
        <Form.Item name="untilDate" label={t('lastDay')}>
          <DayInput />
        </Form.Item>
      </FormDialog>
    </section>
  );
}

function GiveDialog({ open, person, onClose }: { open: boolean; person: Person; onClose: () => void }) {
  const { t } = useTranslation('people');
  const me = useMe();
  const roleName = useRoleName();
  const mine = me.posts.filter(({ role }) => role === 'admin').map(({ orgPath }) => orgPath);
  return (
    <FormDialog<Given>
      open={open}
      title={t('giveTitle', { name: person.displayName })}
      explain={t('giveExplain')}
      submit={t('giveIt')}
      done={t('given')}
      touches={[['people'], ['me']]}
      send={({ role, organisationId, fromDate, untilDate }) =>
        ask(
          client.POST('/api/v1/people/{personId}/posts', {
            params: { path: { personId: person.id } },
            body: { role, organisationId, ...day('fromDate', fromDate), ...day('untilDate', untilDate) },
          }),
        )
      }
      onClose={onClose}
    >
      <Form.Item name="role" label={t('post')} rules={[{ required: true, message: t('postNeeded') }]}>
        <Select options={GIVEN.map((value) => ({ value, label: roleName(value) }))} virtual={false} />
      </Form.Item>
      <Form.Item
        name="organisationId"
        label={t('where')}
        rules={[{ required: true, message: t('whereNeeded') }]}
      >
        <PlaceSelect within={mine} />
      </Form.Item>
      <Form.Item name="fromDate" label={t('firstDay')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="untilDate" label={t('lastDayOpen')}>
        <DayInput />
      </Form.Item>
    </FormDialog>
  );
}
