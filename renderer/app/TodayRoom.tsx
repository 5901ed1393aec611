/** Oggi, with what other rooms lend it: taking in documents. */
import { TodayPage } from '../modules/today/TodayPage.tsx'
import { chooseFiles } from './takeIn.ts'

export const TodayRoom = () => <TodayPage onAddDocuments={chooseFiles} />
