package conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the steps of one case made so far, and how a step is carried out. */
final class Run {
  private static final String LIBRARY = "io.github.cdktfory.apikeys.";
  private static final String CORE = "com.hashicorp.cdktf.";

  private final Map<String, Object> bound = new HashMap<>();
  private final List<Object> values = new ArrayList<>();

  Run(final Object stack) {
    bound.put("stack", stack);
  }

  List<Object> values() {
    return values;
  }

  void step(final JsonNode step) {
    final Object value = perform(step);
    if (step.has("as")) {
      bound.put(step.get("as").asText(), value);
    }
    if (step.path("record").asBoolean()) {
      values.add(value);
    }
  }

  private Object perform(final JsonNode step) {
    final List<JsonNode> args = new ArrayList<>();
    step.path("args").forEach(args::add);
    if (step.has("new")) {
      if (step.has("props")) {
        args.add(step.get("props"));
      }
      final List<Object> place = new ArrayList<>();
      if (step.has("id")) {
        place.add(bound.get(step.path("in").asText("stack")));
        place.add(step.get("id").asText());
      }
      return invoke(Arrays.asList(named(step.get("new").asText()).getConstructors()), null, place, args);
    }
    if (step.has("static")) {
      final String[] path = split(step.get("static").asText());
      return invoke(methods(named(path[0]), path[1], true), null, List.of(), args);
    }
    if (step.has("call")) {
      final String[] path = split(step.get("call").asText());
      final Object target = bound.get(path[0]);
      return invoke(methods(target.getClass(), path[1], false), target, List.of(), args);
    }
    return get(step.get("get").asText());
  }

  private Object get(final String text) {
    final String[] path = split(text);
    final Object target = bound.get(path[0]);
    final String getter = "get" + path[1].substring(0, 1).toUpperCase() + path[1].substring(1);
    return invoke(methods(target.getClass(), getter, false), target, List.of(), List.of());
  }

  /** {@code core.X} is of the core, {@code ory.X} of the generated bindings, any other name of the library. */
  private static Class<?> named(final String name) {
    try {
      return Class.forName(name.startsWith("core.") ? CORE + name.substring(5) : LIBRARY + name);
    } catch (final ClassNotFoundException error) {
      throw new IllegalStateException(error);
    }
  }

  private static List<Method> methods(final Class<?> type, final String name, final boolean isStatic) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getName().equals(name) && Modifier.isStatic(method.getModifiers()) == isStatic)
        .toList();
  }

  /** Calls the overload that takes the arguments. What the library throws comes out as it is. */
  private Object invoke(final List<? extends Executable> overloads, final Object target, final List<Object> place, final List<JsonNode> args) {
    for (final Executable overload : overloads) {
      final Class<?>[] types = overload.getParameterTypes();
      if (types.length != place.size() + args.size()) {
        continue;
      }
      final List<Object> given = new ArrayList<>(place);
      for (final JsonNode arg : args) {
        given.add(value(arg, types[given.size()]));
      }
      if (takes(types, given)) {
        return call(overload, target, given.toArray());
      }
    }
    throw new IllegalStateException("no overload of " + overloads + " takes " + place + " and " + args);
  }

  private static boolean takes(final Class<?>[] types, final List<Object> given) {
    for (int i = 0; i < types.length; i++) {
      if (given.get(i) != null && !types[i].isInstance(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Object call(final Executable callee, final Object target, final Object... given) {
    try {
      if (callee instanceof Constructor<?> constructor) {
        return constructor.newInstance(given);
      }
      final Method method = (Method) callee;
      // Builders and proxies are public through their interfaces alone.
      method.setAccessible(true);
      return method.invoke(target, given);
    } catch (final InvocationTargetException error) {
      if (error.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(error.getCause());
    } catch (final ReflectiveOperationException error) {
      throw new IllegalStateException(error);
    }
  }

  /** Makes what a parameter of the given type takes. */
  private Object value(final JsonNode data, final Class<?> want) {
    if (data.isNull()) {
      return null;
    }
    if (data.isTextual()) {
      return data.asText();
    }
    if (data.isBoolean()) {
      return data.asBoolean();
    }
    if (data.isNumber()) {
      return data.numberValue();
    }
    if (data.isArray()) {
      final List<Object> list = new ArrayList<>();
      data.forEach(entry -> list.add(value(entry, Object.class)));
      return list;
    }
    if (data.has("$ref")) {
      return bound.get(data.get("$ref").asText());
    }
    if (data.has("$get")) {
      return get(data.get("$get").asText());
    }
    if (data.has("$enum")) {
      final String[] path = split(data.get("$enum").asText());
      return Stream.of(named(path[0]).getEnumConstants()).filter(member -> member.toString().equals(path[1])).findFirst().orElseThrow();
    }
    if (data.has("$sink")) {
      return new OutputSink();
    }
    if (data.has("$date")) {
      return Instant.parse(data.get("$date").asText());
    }
    if (data.has("$struct")) {
      return struct(data.get("fields"), named(data.get("$struct").asText()));
    }
    if (data.has("$map") || want == Object.class || want == Map.class) {
      final Map<String, Object> map = new LinkedHashMap<>();
      final JsonNode entries = data.has("$map") ? data.get("$map") : data;
      entries.fields().forEachRemaining(entry -> map.put(entry.getKey(), value(entry.getValue(), Object.class)));
      return map;
    }
    return struct(data, want);
  }

  /** Fills the builder of a struct; what the case leaves out is never set. */
  private Object struct(final JsonNode fields, final Class<?> type) {
    final List<Method> builders = methods(type, "builder", true);
    if (builders.isEmpty()) {
      return null;
    }
    final Object builder = call(builders.get(0), null);
    for (final Map.Entry<String, JsonNode> field : (Iterable<Map.Entry<String, JsonNode>>) fields::fields) {
      // A prop whose name is a keyword of Java has another: defaultValue.
      final List<Method> setters = methods(builder.getClass(), field.getKey(), false);
      final List<Method> renamed = methods(builder.getClass(), field.getKey() + "Value", false);
      invoke(setters.isEmpty() ? renamed : setters, builder, List.of(), Collections.singletonList(field.getValue()));
    }
    return call(methods(builder.getClass(), "build", false).get(0), builder);
  }

  private static String[] split(final String text) {
    final int at = text.lastIndexOf('.');
    return new String[] {text.substring(0, at), text.substring(at + 1)};
  }
}
