export { playSample, type SampleRequest } from './play-sample.ts';
