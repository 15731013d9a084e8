import { useState } from 'react';
import { newId } from '../../../client/new-id.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { draftOf, type Package, readPackage } from './read.ts';
import { t } from './text.ts';

const NEW = 'new';
const BACK = '/package-types';

/** One box or bag: its outer measures, what it weighs empty and what it bears. */
export default function PackageTypeScreen({ params }: ScreenProps) {
  const id = params['id'] ?? NEW;
  const { output, failure, again } = useAsk('fulfillment.listPackageTypes', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const box = output.rows.find((r) => r.packageTypeId === id);
  if (id !== NEW && !box) return <EmptyNote title={t('gone')} />;
  return (
    <Page
      beside={
        <a className="quiet" href={linkTo(BACK)}>
          {t('boxes')}
        </a>
      }
      record={box !== undefined}
      title={box?.name ?? t('newBox')}
    >
      <PackageForm box={box} key={`${id} ${box?.revision ?? 0}`} />
    </Page>
  );
}

function PackageForm({ box }: { readonly box: Package | undefined }) {
  const [id] = useState(() => box?.packageTypeId ?? newId('pkt'));
  const form = useForm({
    verb: t('save'),
    operation: 'fulfillment.setPackageType',
    start: draftOf(box),
    read: (draft) => readPackage(id, draft),
    ...(box ? { expect: [{ id, revision: box.revision }] } : {}),
    done: () => go(BACK),
  });
  return (
    <Form back={BACK} form={form}>
      <div className="form-fields">
        <TextField first form={form} hint={t('codeHint')} label={t('code')} name="code" />
        <TextField form={form} label={t('name')} name="name" />
        <TextField form={form} hint={t('outside')} label={t('length')} name="lengthMm" />
        <TextField form={form} hint={t('outside')} label={t('width')} name="widthMm" />
        <TextField form={form} hint={t('outside')} label={t('height')} name="heightMm" />
        <TextField form={form} label={t('tare')} name="tareGrams" />
        <TextField form={form} hint={t('mostHint')} label={t('most')} name="maxGrams" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="active"
          options={(['on', 'off'] as const).map((value) => ({ value, text: t(value) }))}
        />
      </div>
    </Form>
  );
}
