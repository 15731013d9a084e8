import { Button } from '@mantine/core';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { t } from './text.ts';

/** Boxes and bags that parcels are packed in. */
export default function PackageTypes() {
  const asked = useAsk('fulfillment.listPackageTypes', {});
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/package-types/new')}>
          {t('add')}
        </Button>
      }
      beside={<span className="quiet">{t('lead')}</span>}
      title={t('title')}
    >
      <Rows asked={asked} columns={columns} empty={t('none')} label={t('title')} rowId={(r) => r.packageTypeId} />
    </Page>
  );
}
