import { test } from 'uvu';
import './rules/interactive.ts';

test.run();
