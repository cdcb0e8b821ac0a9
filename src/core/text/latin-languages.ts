const words = (list: string) => new Set(list.split(' '));

const ENGLISH = words(
  'the of and to in a is that for it on was with as his he be by at are this have from or had an they which you were her all she there would their we him been has when who will more no if out so said what up its about into than them can only other new some could time these two may then do first any my now such like our over me even most made after also did many before must through years where your well down should because each just those people too how little good make very year world still see own work men day get here between both being under never same another know while last might us great since against go came right used take three says say news why amid vs',
);

// Only words that are no English ones and no letters or abbreviations (S. Korea, the UN); the most frequent of each language.
const OTHERS = [
  words(
    'le la les des du une est et que qui dans pour pas sur au avec ce il ne se sont aux cette mais nous vous été ont leur par être elle ses plus comme ou où fait deux son sa après',
  ),
  words(
    'der das den dem des und ist von zu mit sich auf für nicht ein eine einen einer als auch es im dass wird sind nach bei aus wie wurde werden über zum zur hat vor noch ihre durch',
  ),
  words(
    'el la los las del que en es un una por con para su se al lo como más pero sus le ya este sí porque esta entre cuando muy sin sobre también hasta hay donde desde nos durante fue han',
  ),
  words(
    'il di che la del della per un una è con non sono dei nel alla le si da gli più come anche ha al dal ma questo delle nella lo degli dopo stato essere due suo',
  ),
  words(
    'o os um uma que em do da dos das não com para se na no por mais como mas foi ao ele sua ou quando muito nos já também pelo pela até isso entre depois sem são está pelos',
  ),
  words(
    'de het een van en niet dat op te zijn met voor er aan ook als bij om uit naar dan nog wordt worden door heeft hij maar zich deze werd hebben over geen meer',
  ),
  words(
    'och att det som en på är av för med den till inte om ett han men var jag från vi så kan har de under efter eller nu sig vid mot också',
  ),
  words(
    'og i det er på til som en av for med at de ikke den har om et var han fra jeg vi kan skal så men seg etter sig blev ved også efter mod bliver',
  ),
  words(
    'w i na z się do nie że jest o jak za od po co przez dla był jego są ale czy przy oraz tym tego roku które został także już',
  ),
  words(
    'bir ve bu için ile da de olarak çok daha gibi olan en sonra kadar ise oldu var ancak ama her iki olduğunu dedi',
  ),
  words(
    'và của là có trong được cho với không các một những người này đã khi từ đến ông về ở cũng ra như năm sau',
  ),
  words(
    'yang dan di untuk dengan pada ini dari dalam tidak itu akan adalah ke oleh juga atau telah sebagai bahwa dia mereka bisa ada sudah karena',
  ),
  words('și în de la cu pe nu o un din pentru care este sunt mai fost că au al ale lui prin după fi'),
  words('ja on ei että oli se hän mutta ovat myös kun niin kuin joka mukaan sen ole jo vuoden'),
  words('a az és hogy nem is egy ez volt meg de csak már mint ki van még el azt szerint'),
  words('a se na v že je s z do to ve pro i o by jako si po k jsou ale za byl od podle které také jeho'),
].map((list) => new Set([...list].filter((word) => word.length > 1 && !ENGLISH.has(word) && word !== 'un')));

// ASCII letters make English; é in café is no counter-proof.
const ACCENTED = /[^\p{ASCII}'’-]/u;
const WORDS = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’]\p{Script=Latin}+)?/gu;

// Endings that English words have and few others.
const ENGLISH_ENDING = /(?:ing|ed|ly|tion|tions|ness|ers|ies|ght|th|ck|wn|ed|s|ous|ful|y's|'s)$/;
// English prose is about half function words, a headline about a sixth.
const LEAST_EVIDENCE = 0.12;
const FEW_WORDS = 12;

/** Whether a text in Latin letters is English, by the function words of English and of the languages nearest to it. */
export function isEnglish(text: string): boolean {
  let functionWords = 0;
  let endings = 0;
  let accented = 0;
  let total = 0;
  const others = OTHERS.map(() => 0);
  for (const match of text.toLowerCase().matchAll(WORDS)) {
    const word = match[0].replace('’', "'");
    total += 1;
    if (ENGLISH.has(word)) functionWords += 1;
    else if (ENGLISH_ENDING.test(word)) endings += 1;
    if (ACCENTED.test(word)) accented += 1;
    for (const [index, list] of OTHERS.entries())
      if (list.has(word)) others[index] = (others[index] ?? 0) + 1;
  }
  if (total === 0) return false;
  const other = Math.max(...others);
  const evidence = functionWords + endings / 2;
  if (other > evidence || (other > 1 && other > functionWords)) return false;
  if (total < FEW_WORDS)
    return evidence > other
      ? accented === 0 || functionWords > Math.max(other, accented)
      : accented === 0 && total < 5;
  if (accented / total > 0.2 && functionWords / total < 0.2) return false;
  return evidence / total >= LEAST_EVIDENCE && evidence > other;
}
