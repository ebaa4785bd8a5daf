import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import type { Picture, Place, Report } from '../../offline/model';
import { takePhoto, UnreadablePictureError } from '../../offline/photo';
import { placeNow } from '../../offline/place';
import { dropBytes, keepBytes } from '../../offline/reports';
import { AsWritten } from '../../shared/as-written';
import { formatBytes, formatInstant } from '../../shared/format';
import { PlaceChoice } from './place-choice';
import type { Editing } from './editing';
import { usePictureUrl } from './use-picture-url';
import styles from './report.module.css';

/** As many as the API takes with one report. */
const MOST = 50;

/** Photos: made smaller on the device, kept with time and place, each once. */
export function Photos({ report, changeReport }: Editing) {
  const { t } = useTranslation('visits');
  const { add, isBusy, problem } = useAdding(report, changeReport);
  const remove = async (photo: Picture) => {
    changeReport((one) => ({ ...one, photos: one.photos.filter(({ name }) => name !== photo.name) }));
    await dropBytes(report.id, photo);
  };
  return (
    <section aria-labelledby="photos" className={styles.part}>
      <h3 id="photos">{t('photos.title')}</h3>
      <PlaceChoice />
      <div className={styles.twoButtons}>
        <PhotoInput
          words={t('photos.camera')}
          icon={<CameraOutlined />}
          isCamera
          onChoose={(files) => void add(files, true)}
        />
        <PhotoInput
          words={t('photos.album')}
          icon={<PictureOutlined />}
          isCamera={false}
          onChoose={(files) => void add(files, false)}
        />
      </div>
      {isBusy && <p role="status">{t('photos.working')}</p>}
      {problem !== null && <Alert type="error" showIcon role="alert" title={<AsWritten text={problem} />} />}
      <ul className={styles.photos}>
        {report.photos.map((photo, at) => (
          <PhotoItem
            key={photo.name}
            {...{ report, photo, at }}
            onRemove={photo.fileId === null ? () => void remove(photo) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

interface InputProps {
  readonly words: string;
  readonly icon: React.ReactNode;
  readonly isCamera: boolean;
  readonly onChoose: (files: File[]) => void;
}

function PhotoInput({ words, icon, isCamera, onChoose }: InputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words}
        accept="image/*"
        multiple={!isCamera}
        {...(isCamera && { capture: 'environment' as const })}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
      <Button size="large" icon={icon} onClick={() => input.current?.click()}>
        {words}
      </Button>
    </>
  );
}

function useAdding(report: Report, changeReport: Editing['changeReport']) {
  const { t } = useTranslation('visits');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const addOne = async (file: File, place: Place | null, known: Set<string | null>) => {
    const { picture, bytes } = await takePhoto(file, place);
    if (picture.sha256 !== null && known.has(picture.sha256)) {
      setProblem(t('photos.twice', { name: file.name }));
      return;
    }
    known.add(picture.sha256);
    await keepBytes(report.id, picture, bytes);
    changeReport((one) => ({ ...one, photos: [...one.photos, picture] }));
  };
  const add = async (files: File[], isCamera: boolean) => {
    setProblem(null);
    if (report.photos.length + files.length > MOST) {
      setProblem(t('photos.tooMany', { most: MOST }));
      return;
    }
    setBusy(true);
    // What comes from the album was taken somewhere else.
    const place = isCamera ? await placeNow() : null;
    const known = new Set(report.photos.map(({ sha256 }) => sha256));
    for (const file of files) {
      try {
        await addOne(file, place, known);
      } catch (error) {
        if (error instanceof UnreadablePictureError) setProblem(t('photos.unreadable', { name: file.name }));
        else if (error instanceof DOMException && error.name === 'QuotaExceededError')
          setProblem(t('photos.full'));
        else throw error;
      } finally {
        setBusy(false);
      }
    }
  };
  return { add, isBusy, problem };
}

interface ItemProps {
  readonly report: Report;
  readonly photo: Picture;
  readonly at: number;
  /** Left out: it has been received already. */
  readonly onRemove: (() => void) | undefined;
}

function PhotoItem({ report, photo, at, onRemove }: ItemProps) {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  const url = usePictureUrl(report.id, photo);
  const words = t('photos.photo', { n: at + 1, size: formatBytes(photo.size, language) });
  return (
    <li>
      {url !== null && <img src={url} alt={words} />}
      <p>
        {words}
        <br />
        <span className={styles.quiet}>
          {t('photos.taken', { time: formatInstant(photo.takenAt, language) })}
          {photo.place !== null && t('photos.placed', { metres: photo.place.accuracyM })}
        </span>
      </p>
      {onRemove !== undefined && (
        <Button
          size="large"
          icon={<DeleteOutlined />}
          aria-label={t('photos.remove', { n: at + 1 })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
