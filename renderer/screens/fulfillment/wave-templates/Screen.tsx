import { Button } from '@mantine/core';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { serviceColumns, templateColumns } from './columns.ts';
import { t } from './text.ts';

/** Choices of orders waves are released by, and the carrier services whose cut-offs decide what is picked first. */
export default function WaveTemplates() {
  const templates = useAsk('fulfillment.listWaveTemplates', {});
  const services = useAsk('fulfillment.listCarrierServices', {});
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/wave-templates/new')}>
          {t('addTemplate')}
        </Button>
      }
      title={t('title')}
    >
      <Rows asked={templates} columns={templateColumns} empty={t('noTemplate')} label={t('title')} rowId={(r) => r.templateId} />
      <section>
        <div className="section-head">
          <h2>{t('services')}</h2>
          <span className="push" />
          <Button component="a" href={linkTo('/carrier-services/new')} variant="default">
            {t('addService')}
          </Button>
        </div>
        <Rows asked={services} columns={serviceColumns} empty={t('noService')} label={t('services')} rowId={(r) => r.serviceId} />
      </section>
    </Page>
  );
}
