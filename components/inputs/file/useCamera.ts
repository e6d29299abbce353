'use client';
/** The camera of the device as a stream on a video element; stopped when nobody looks any more. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

export type CameraState = 'starting' | 'ready' | 'denied' | 'noCamera';
export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly canTurn: boolean;
  /** From the camera at the back to the one in front, and again. */
  turn(): void;
}

export function useCamera(start: 'environment' | 'user' = 'environment'): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [facing, setFacing] = useState(start);
  const [state, setState] = useState<CameraState>('starting');
  const [canTurn, setCanTurn] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isOver = false;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const open = async () => {
      if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('none', 'NotFoundError');
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: facing, width: { ideal: 1920 }, height: { ideal: 1440 } },
      });
      if (isOver || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (isOver) return;
      setCanTurn(devices.filter(({ kind }) => kind === 'videoinput').length > 1);
      setState('ready');
    };
    open().catch((reason: unknown) => {
      if (isOver) return;
      setState((reason as DOMException).name === 'NotAllowedError' ? 'denied' : 'noCamera');
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [facing]);
  const turn = useCallback(() => {
    setState('starting');
    setFacing((now) => (now === 'user' ? 'environment' : 'user'));
  }, []);
  return { video, state, canTurn, turn };
}
