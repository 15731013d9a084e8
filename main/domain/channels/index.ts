import type { RoomModule } from '../../engine/registry.ts';
import { closeException, createChannel } from './commands/keep-channels.ts';
import { forgetSku, mapSkus } from './commands/map-skus.ts';
import { pushStock } from './commands/push-stock.ts';
import { importFile, previewFile } from './commands/read-file.ts';
import { finishRun, importBatch, openRun, settleBatch } from './commands/run-import.ts';
import { channelMoney } from './invariants.ts';
import {
  exceptionList,
  getInboxRecord,
  listChannels,
  listPushes,
  proveMoney,
  recordList,
  runList,
  unknownSkuList,
} from './queries/read-channels.ts';
import { skuMeaningList } from './queries/read-meanings.ts';
import { recogniseRecords } from './queries/recognise.ts';

export const channelsRoom: RoomModule = {
  name: 'channels',
  commands: [
    createChannel,
    openRun,
    importBatch,
    settleBatch,
    finishRun,
    mapSkus,
    forgetSku,
    closeException,
    pushStock,
    previewFile,
    importFile,
  ],
  queries: [
    proveMoney,
    listChannels,
    ...runList.all,
    getInboxRecord,
    ...recordList.all,
    listPushes,
    ...unknownSkuList.all,
    ...skuMeaningList.all,
    ...exceptionList.all,
    recogniseRecords,
  ],
  doctorChecks: [channelMoney],
};
