import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { asFailure } from '../../client/failure.ts';
import { useOffer } from '../action/offered.ts';
import { tell } from '../tell.ts';
import { type Paper, printPaper, titleOf } from './print-paper.ts';
import { t } from './text.ts';

/** The documents of a record: one is a button, more are a menu; the palette offers each. */
export function PrintMenu({ papers }: { readonly papers: readonly Paper[] }) {
  const [writing, setWriting] = useState<string>();
  const verbOf = (paper: Paper) => t('verb', { title: titleOf(paper) });
  const print = (paper: Paper) => {
    if (writing !== undefined) return;
    setWriting(titleOf(paper));
    printPaper(paper)
      .then(
        (trouble) => (trouble === undefined ? undefined : tell(trouble, 'bad')),
        (thrown: unknown) => tell(asFailure(thrown).message, 'bad'),
      )
      .finally(() => setWriting(undefined));
  };
  const offered = (verb: string) => {
    const paper = papers.find((p) => verbOf(p) === verb);
    if (paper) print(paper);
  };
  useOffer(papers.map(verbOf), offered, true);
  const [only, ...more] = papers;
  if (!only) return null;
  const label = writing === undefined ? t('print') : t('printing', { title: writing });
  if (more.length === 0)
    return (
      <Button disabled={writing !== undefined} onClick={() => print(only)} title={titleOf(only)} variant="default">
        {label}
      </Button>
    );
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} withinPortal>
      <Menu.Target>
        <Button disabled={writing !== undefined} variant="default">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {papers.map((paper) => (
          <Menu.Item key={`${paper.kind} ${paper.id}`} onClick={() => print(paper)}>
            {titleOf(paper)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
