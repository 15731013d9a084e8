import { Kbd, Modal } from '@mantine/core';
import { useBoundKeys } from '../kit/keys.ts';
import { useKeysOpen } from './keys-open.ts';
import { useReachable } from './reachable.ts';
import { t } from './text.ts';

/** A key as it is written on it. */
const named = (key: string): string => {
  if (key === ' ') return t('space');
  const plain = key.replace('mod+', `${t('ctrl')} `);
  return /(^| )[a-z]$/.test(plain) ? plain.slice(0, -1) + plain.slice(-1).toUpperCase() : plain;
};
/** What the frame binds is there on every screen. */
const OF_THE_FRAME: ReadonlySet<string> = new Set(['mod+k', '?']);

/** `?`: the keys of what is in view, and those that work everywhere. */
export function Keys() {
  const open = useKeysOpen((k) => k.open);
  const parts = useBoundKeys((k) => k.parts);
  const rooms = useReachable().flatMap((s) => (s.rail ? [{ key: `G ${s.rail.key.toUpperCase()}`, says: s.title }] : []));
  const all = parts.flat();
  const everywhere = [
    ...all.filter((k) => OF_THE_FRAME.has(k.key)),
    { key: 'Enter', says: t('keyOpen') },
    { key: 'Ctrl Enter', says: t('keyConfirm') },
    { key: 'Escape', says: t('keyBack') },
  ];
  const here = all.filter((k) => !OF_THE_FRAME.has(k.key));
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('close') }}
      onClose={() => useKeysOpen.setState({ open: false })}
      opened={open}
      size="lg"
      title={t('keys')}
    >
      <div className="keys">
        {here.length > 0 ? <KeyList keys={here} title={t('keysHere')} /> : null}
        <KeyList keys={everywhere} title={t('keysEverywhere')} />
        <KeyList keys={rooms} title={t('keysRooms')} />
      </div>
    </Modal>
  );
}

function KeyList(props: { readonly title: string; readonly keys: readonly { readonly key: string; readonly says: string }[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <dl>
        {props.keys.map((k) => (
          <div key={`${k.key} ${k.says}`}>
            <dt>
              <Kbd>{named(k.key)}</Kbd>
            </dt>
            <dd>{k.says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
