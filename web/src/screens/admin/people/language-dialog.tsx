import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Person } from '../../../api/generated/schema';
import { AsWritten } from '../../../shared/as-written';
import { FormDialog } from '../../../shared/form-dialog';

/** Which language somebody's desk and the mails to them are in; they can change it themselves. */
export function LanguageDialog({
  open,
  person,
  onClose,
}: {
  open: boolean;
  person: Person;
  onClose: () => void;
}) {
  const { t } = useTranslation('people');
  return (
    <FormDialog<{ language: 'zh' | 'en' }>
      open={open}
      title={t('languageTitle', { name: person.displayName })}
      explain={t('languageExplain')}
      submit={t('languageKeep')}
      done={t('languageKept')}
      initial={{ language: person.language ?? 'zh' }}
      touches={[['people'], ['me']]}
      send={(body) =>
        ask(
          client.PUT('/api/v1/people/{personId}/language', {
            params: { path: { personId: person.id } },
            body,
          }),
        )
      }
      onClose={onClose}
    >
      <LanguageField />
    </FormDialog>
  );
}

/** The choice inside a form. */
export function LanguageField() {
  const { t } = useTranslation('people');
  return (
    <Form.Item name="language" label={t('language')}>
      <Radio.Group
        options={(['zh', 'en'] as const).map((value) => ({
          value,
          label: <AsWritten text={t(`languages.${value}`)} />,
        }))}
      />
    </Form.Item>
  );
}
