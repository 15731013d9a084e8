import { t } from './text.ts';

const HOW = ['previous-period', 'previous-year'] as const;
export type Compare = (typeof HOW)[number];

/** A comparison as an address or a person writes it; anything else compares nothing. */
export const asCompare = (text: string | undefined): Compare | '' => HOW.find((how) => how === text) ?? '';

/** What a statement is compared with. */
export function CompareWith({ value, choose }: { readonly value: Compare | ''; readonly choose: (value: Compare | '') => void }) {
  return (
    <label>
      {t('label')}{' '}
      <select onChange={(e) => choose(asCompare(e.currentTarget.value))} value={value}>
        <option value="">{t('none')}</option>
        {HOW.map((how) => (
          <option key={how} value={how}>
            {t(how)}
          </option>
        ))}
      </select>
    </label>
  );
}
