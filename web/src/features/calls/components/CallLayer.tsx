import { Mic, MicOff, Phone, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { duration } from '@/lib/time.js';
import { acceptCall, declineCall, hangUp, toggleCamera, toggleMuted } from '../engine.js';
import { ring } from '../ring.js';
import { useCall } from '../state.js';
import styles from './call-layer.module.css';

/** What is seen of a call, over everything else: that it rings, and then the two who talk. */
const CallLayer = () => {
  const call = useCall((state) => state.call);
  const isHere = useCall((state) => state.isHere);
  const me = useMe()?.id;
  if (!call) return null;
  return call.state === 'ringing' && call.callee.id === me && !isHere ? <Incoming /> : <Talk />;
};
export default CallLayer;

const Incoming = () => {
  const call = useCall((state) => state.call);
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    accept.current?.focus();
    return ring();
  }, []);
  if (!call) return null;
  const { caller, media } = call;
  return (
    <div
      className={styles.incoming}
      role="alertdialog"
      aria-label={t('call.incoming', { name: caller.display_name })}
    >
      <Avatar person={caller} size={48} />
      <div className={styles.who}>
        <strong>{caller.display_name}</strong>
        <span>{t(media === 'video' ? 'call.rings_video' : 'call.rings_audio')}</span>
      </div>
      <button
        type="button"
        className={cx(styles.round, styles.decline)}
        aria-label={t('call.decline')}
        title={t('call.decline')}
        onClick={declineCall}
      >
        <PhoneOff size={18} />
      </button>
      <button
        ref={accept}
        type="button"
        className={cx(styles.round, styles.accept)}
        aria-label={t('call.accept')}
        title={t('call.accept')}
        onClick={() => void acceptCall()}
      >
        {media === 'video' ? <Video size={18} /> : <Phone size={18} />}
      </button>
    </div>
  );
};

const Talk = () => {
  const { call, local, remote, isMuted, isCameraOff, isConnected } = useCall();
  const me = useMe()?.id;
  if (!call) return null;
  const other = call.caller.id === me ? call.callee : call.caller;
  const isVideo = call.media === 'video';
  const hasPicture = isVideo && isConnected;
  return (
    <section
      className={cx(styles.talk, isVideo && styles.video)}
      aria-label={t('call.with', { name: other.display_name })}
    >
      <div className={styles.stage}>
        <Stream stream={remote} className={styles.remote} hidden={!hasPicture} testId="remote" />
        {!hasPicture && (
          <div className={styles.face}>
            <Avatar person={other} size={72} />
          </div>
        )}
        {isVideo && (
          <Stream stream={local} className={styles.own} hidden={isCameraOff} isMuted testId="own" />
        )}
      </div>
      <footer className={styles.foot}>
        <div className={styles.who}>
          <strong>{other.display_name}</strong>
          <span role="status">
            {isConnected ? (
              <Clock since={call.accepted_at ?? call.started_at} />
            ) : (
              t(call.state === 'ringing' ? 'call.ringing' : 'call.connecting')
            )}
          </span>
        </div>
        <button
          type="button"
          className={cx(styles.round, isMuted && styles.off)}
          aria-pressed={isMuted}
          aria-label={t('call.mute')}
          title={t('call.mute')}
          onClick={toggleMuted}
        >
          {isMuted ? <MicOff size={18} /> : <Mic size={18} />}
        </button>
        {isVideo && (
          <button
            type="button"
            className={cx(styles.round, isCameraOff && styles.off)}
            aria-pressed={isCameraOff}
            aria-label={t('call.camera_off')}
            title={t('call.camera_off')}
            onClick={toggleCamera}
          >
            {isCameraOff ? <VideoOff size={18} /> : <Video size={18} />}
          </button>
        )}
        <button
          type="button"
          className={cx(styles.round, styles.decline)}
          aria-label={t('call.hang_up')}
          title={t('call.hang_up')}
          onClick={() => hangUp()}
        >
          <PhoneOff size={18} />
        </button>
      </footer>
    </section>
  );
};

interface StreamProps {
  stream: MediaStream | null;
  className: string | undefined;
  hidden: boolean;
  isMuted?: boolean;
  testId: string;
}

/** Plays sound also while there is no picture to show. */
const Stream = ({ stream, className, hidden, isMuted = false, testId }: StreamProps) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      className={cx(className, hidden && styles.hidden)}
      autoPlay
      playsInline
      muted={isMuted}
      data-testid={testId}
    />
  );
};

const Clock = ({ since }: { since: string }) => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time>{duration(Math.max(0, now - Date.parse(since)))}</time>;
};
