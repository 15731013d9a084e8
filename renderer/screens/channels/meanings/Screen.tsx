import { Button } from '@mantine/core';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns, pathOf } from './columns.ts';
import { presets, useMeaningsView } from './store.ts';
import { t } from './text.ts';

/** What SKUs of channels were said to mean. */
export default function SkuMeanings() {
  const [channel] = useAsk('channels.listChannels', {}).output?.rows ?? [];
  return (
    <Page
      actions={
        channel ? (
          <Button component="a" href={linkTo(`/mapping/${channel.id}`)} variant="default">
            {t('many')}
          </Button>
        ) : null
      }
      fill
      title={t('title')}
    >
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="channels.skuMeanings"
        open={pathOf}
        presets={presets}
        rowId={(m) => `${m.channelId}/${m.sku}`}
        view={useMeaningsView}
      />
    </Page>
  );
}
