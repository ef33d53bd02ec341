// Lucene's Monitor behind lines on stdin, as well set as we know: see driver.py, which writes them.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.CustomQueryHandler;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.QueryTree;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

public class Peer {
  /** Behind a prefix among the words of the presearcher, so that it is none of them. */
  static final String MARK = "\u0001";
  static final int GAP = 100, BATCH = 5000;

  final Map<String, Integer> frequencies = new HashMap<>();
  final TreeMap<String, Integer> sorted = new TreeMap<>();
  final TreeSet<Integer> lengths = new TreeSet<>();
  final List<String[]> documents = new ArrayList<>();
  int archive = 1;

  public static void main(String[] arguments) throws Exception {
    new Peer().run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20));
  }

  void run(BufferedReader in) throws Exception {
    BooleanQuery.setMaxClauseCount(1_000_000);
    MonitorConfiguration settings = new MonitorConfiguration().setPurgeFrequency(1000, TimeUnit.HOURS);
    MultipassTermFilteredPresearcher presearcher = new MultipassTermFilteredPresearcher(
        2, 0f, this::weight, List.of(new Prefixes()), Collections.emptySet());
    com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Monitor monitor = new Monitor(new Blanks(), presearcher, settings)) {
      List<MonitorQuery> waiting = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split("\t", -1);
        switch (cells[0]) {
          case "frequency":
            frequencies.put(cells[1], Integer.parseInt(cells[2]));
            sorted.put(cells[1], Integer.parseInt(cells[2]));
            archive = Math.max(archive, Integer.parseInt(cells[2]));
            break;
          case "query":
            waiting.add(new MonitorQuery(cells[1], new Reader(cells[2].split(" ")).query()));
            if (waiting.size() == BATCH) register(monitor, waiting);
            break;
          case "dispatch":
            documents.add(cells);
            break;
          case "built":
            register(monitor, waiting);
            monitor.purgeCache();
            System.gc();
            Runtime memory = Runtime.getRuntime();
            System.out.println(monitor.getQueryCount() + " " + (memory.totalMemory() - memory.freeMemory()));
            break;
          case "ask":
            StringBuilder ids = new StringBuilder();
            for (QueryMatch match : matches(monitor, Integer.parseInt(cells[1]))) ids.append(match.getQueryId()).append(' ');
            System.out.println(ids);
            break;
          case "pass":
            long before = system.getProcessCpuTime();
            for (int number = 0; number < Integer.parseInt(cells[1]); number++) matches(monitor, number);
            System.out.println(system.getProcessCpuTime() - before);
            break;
          default:
            throw new IllegalArgumentException(line);
        }
      }
    }
  }

  void register(Monitor monitor, List<MonitorQuery> waiting) throws IOException {
    monitor.register(waiting);
    waiting.clear();
  }

  Iterable<QueryMatch> matches(Monitor monitor, int number) throws IOException {
    String[] cells = documents.get(number);
    Document document = new Document();
    for (int at = 1; at + 1 < cells.length; at += 2) {
      document.add(new TextField(cells[at], cells[at + 1], Field.Store.NO));
    }
    return monitor.match(document, QueryMatch.SIMPLE_MATCHER).getMatches();
  }

  /** Rare words weigh most; what was never seen is rare. */
  double weight(Term term) {
    String word = term.text();
    int seen = 0;
    if (word.endsWith(MARK)) {
      String stem = word.substring(0, word.length() - 1);
      for (int count : sorted.subMap(stem, stem + Character.MAX_VALUE).values()) seen += count;
    } else {
      seen = frequencies.getOrDefault(term.field().startsWith("code.") ? term.field().substring(5) + ":" + word : word, 0);
    }
    return 1 / (0.01 + Math.min(1.0, (double) seen / archive));
  }

  /** A prefix is looked for among the beginnings of the words of a dispatch, of the lengths in use. */
  class Prefixes implements CustomQueryHandler {
    @Override
    public QueryTree handleQuery(Query query, TermWeightor weightor) {
      if (!(query instanceof PrefixQuery)) return null;
      Term stem = ((PrefixQuery) query).getPrefix();
      lengths.add(stem.text().length());
      return QueryTree.term(new Term(stem.field(), stem.text() + MARK), weightor);
    }

    @Override
    public TokenStream wrapTermStream(String field, TokenStream in) {
      return field.startsWith("code.") || field.startsWith("bare.") ? in : new Beginnings(in);
    }
  }

  final class Beginnings extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final int[] wanted = lengths.stream().mapToInt(Integer::intValue).toArray();
    private String word = "", last = "";
    private int next = wanted.length;

    Beginnings(TokenStream in) {
      super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
      while (next < wanted.length && wanted[next] <= word.length()) {
        int length = wanted[next++];
        if (last.regionMatches(0, word, 0, length) && last.length() >= length) continue; // sorted: told already
        clearAttributes();
        term.append(word, 0, length).append(MARK);
        return true;
      }
      last = word;
      if (!input.incrementToken()) return false;
      word = term.toString();
      next = 0;
      return true;
    }
  }

  static final class Blanks extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer source = new WhitespaceTokenizer();
      return new TokenStreamComponents(source);
    }

    @Override
    public int getPositionIncrementGap(String field) {
      return GAP;
    }
  }

  /** Reads a query in Polish notation. */
  static final class Reader {
    private final String[] cells;
    private int at;

    Reader(String[] cells) {
      this.cells = cells;
    }

    Query query() {
      switch (cells[at++]) {
        case "*":
          return new MatchAllDocsQuery();
        case "word":
          return new TermQuery(new Term(cells[at++], cells[at++]));
        case "prefix":
          return new PrefixQuery(new Term(cells[at++], cells[at++]));
        case "phrase":
          return phrase(cells[at++], Integer.parseInt(cells[at++]), Integer.parseInt(cells[at++]));
        case "and":
          return group(BooleanClause.Occur.MUST);
        case "or":
          return group(BooleanClause.Occur.SHOULD);
        case "not":
          return new BooleanQuery.Builder()
              .add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST).add(query(), BooleanClause.Occur.MUST_NOT).build();
        default:
          throw new IllegalArgumentException(String.join(" ", cells));
      }
    }

    private Query phrase(String field, int slop, int words) {
      if (words == 1) return new TermQuery(new Term(field, cells[at++]));
      PhraseQuery.Builder made = new PhraseQuery.Builder().setSlop(slop);
      for (int word = 0; word < words; word++) made.add(new Term(field, cells[at++]));
      return made.build();
    }

    private Query group(BooleanClause.Occur how) {
      BooleanQuery.Builder made = new BooleanQuery.Builder();
      boolean positive = false;
      for (int left = Integer.parseInt(cells[at++]); left > 0; left--) {
        boolean negated = how == BooleanClause.Occur.MUST && cells[at].equals("not");
        if (negated) at++;
        positive |= !negated;
        made.add(query(), negated ? BooleanClause.Occur.MUST_NOT : how);
      }
      if (!positive) made.add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST);
      return made.build();
    }
  }
}
