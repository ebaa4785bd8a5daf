import { Button } from 'antd';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { takeDrawing } from '../../offline/photo';
import { dropBytes, keepBytes } from '../../offline/reports';
import type { Editing } from './editing';
import { usePictureUrl } from './use-picture-url';
import styles from './report.module.css';

/** Drawn twice as fine as it is shown. */
const SIZE = { width: 680, height: 240 } as const;

/** A signature by finger. Whoever cannot draw types the name: that is what counts. */
export function Signature({ report, changeReport }: Editing) {
  const { t } = useTranslation('visits');
  const { signature } = report;
  const url = usePictureUrl(report.id, signature);
  const keep = async (drawn: HTMLCanvasElement) => {
    const { picture, bytes } = await takeDrawing(drawn);
    await keepBytes(report.id, picture, bytes);
    changeReport((one) => ({ ...one, signature: picture }));
    if (signature !== null) await dropBytes(report.id, signature);
  };
  const { canvas, strokes } = useDrawing((drawn) => void keep(drawn));
  const clear = async () => {
    const context = canvas.current?.getContext('2d');
    context?.clearRect(0, 0, SIZE.width, SIZE.height);
    if (signature !== null) await dropBytes(report.id, signature);
    changeReport((one) => ({ ...one, signature: null }));
  };
  return (
    <div className={styles.field}>
      <span id="signature">{t('signature.title')}</span>
      <p className={styles.quiet}>{t('signature.help')}</p>
      <div className={styles.drawing}>
        {url !== null && <img src={url} alt="" />}
        <canvas ref={canvas} {...SIZE} {...strokes} role="img" aria-label={t('signature.area')} />
      </div>
      {signature !== null && (
        <p className={styles.done}>
          <span role="status">{t('signature.kept')}</span>{' '}
          <Button size="large" onClick={() => void clear()}>
            {t('signature.clear')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Strokes of a finger, a pen or the mouse; `onStroke` after each. */
function useDrawing(onStroke: (drawn: HTMLCanvasElement) => void) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null) return;
    Object.assign(context, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1c2430' });
  }, []);
  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - left) / width) * SIZE.width, ((event.clientY - top) / height) * SIZE.height];
  };
  const context = () => canvas.current?.getContext('2d');
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (isDown.current) onStroke(event.currentTarget);
    isDown.current = false;
  };
  const strokes = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      isDown.current = true;
      context()?.beginPath();
      context()?.moveTo(...at(event));
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      if (!isDown.current) return;
      context()?.lineTo(...at(event));
      context()?.stroke();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
  return { canvas, strokes };
}
