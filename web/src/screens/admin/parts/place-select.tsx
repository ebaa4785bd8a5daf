import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { WRITTEN_LABELS } from '../../../shared/as-written';
import { depthOf, placeName, useOrganisations } from '../../../shared/organisations';

/** Chooses one place of the tree by typing part of its name. Works inside a form, which hands over value and id. */
export function PlaceSelect({
  value,
  onChange,
  id,
  label,
  empty,
  within,
}: {
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  id?: string;
  /** Its name where no label of a form stands beside it. */
  label?: string;
  /** What it means to choose none; left out: one must be chosen. */
  empty?: string;
  /** Only places below one of these. */
  within?: readonly string[];
}) {
  const { t } = useTranslation('admin');
  const { list, byId } = useOrganisations();
  const shown =
    within === undefined ? list : list.filter(({ path }) => within.some((top) => path.startsWith(top)));
  return (
    <Select
      {...(id !== undefined && { id })}
      {...(label !== undefined && { 'aria-label': label })}
      value={value ?? (empty === undefined ? undefined : '')}
      onChange={(chosen: string) => onChange?.(chosen === '' ? undefined : chosen)}
      {...WRITTEN_LABELS}
      placeholder={t('choosePlace')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={320}
      virtual={false}
      options={[
        ...(empty === undefined ? [] : [{ value: '', label: empty }]),
        ...shown.map((one) => ({
          value: one.id,
          label: depthOf(one) > 0 ? placeName(byId, one.id) : one.name,
        })),
      ]}
      style={{ minWidth: 220 }}
    />
  );
}
